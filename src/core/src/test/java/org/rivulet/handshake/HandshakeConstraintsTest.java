package org.rivulet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;

/** Jakarta Validation on handshakes: after everything is there and of the right type. */
class HandshakeConstraintsTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class);

    private static final Locale LOCALE = Locale.getDefault();

    record Page(@Min(1) int number, @Max(100) int size, Optional<@NotBlank String> sort) {}

    record Tagged(@NotEmpty List<@NotBlank String> tag) {}

    record Zone(@NotBlank String name) {
        static Zone fromString(String text) {
            return new Zone(text);
        }
    }

    record Zoned(@Valid Zone zone) {}

    @Constraint(validatedBy = Ordered.class)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface InOrder {

        String message() default "from must not be after to";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class Ordered implements ConstraintValidator<InOrder, Range> {
        @Override
        public boolean isValid(Range range, ConstraintValidatorContext context) {
            return range.from() <= range.to();
        }
    }

    @InOrder
    record Range(int from, int to) {}

    static class Limited {
        @Max(100)
        private int limit = 10;
    }

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/page", expose = true)
        void page(Page handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/tagged", expose = true)
        void tagged(Tagged handshake, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/zoned", expose = true)
        void zoned(Zoned handshake, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/range", expose = true)
        void range(Range handshake, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/limited", expose = true)
        void limited(Limited handshake, StreamOut<String> stream) {
            stream.send("limit " + handshake.limit);
        }
    }

    @BeforeAll
    static void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterAll
    static void speakAsBefore() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void aHandshakeThatKeepsItsConstraintsIsFine() {
        assertThat(Echo.of(server, "/page?number=1&size=100&sort=up"))
                .isEqualTo("Page[number=1, size=100, sort=Optional[up]]");
        assertThat(Echo.of(server, "/limited?limit=100")).isEqualTo("limit 100");
    }

    @Test
    void everyViolationIsInOneAnswer() {
        Reply reply = Echo.refusal(server, "/page?number=0&size=101&sort=%20");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("code")).isEqualTo("invalid_argument");
        assertThat(reply.json().getString("message"))
                .isEqualTo("number: must be greater than or equal to 1; size: must be less than or equal to 100; "
                        + "sort: must not be blank");
        List<JsonObject> violations = reply.json()
                .getJsonObject("details")
                .getJsonArray("fieldViolations")
                .getValuesAs(JsonObject.class);
        assertThat(violations).extracting(v -> v.getString("field")).containsExactly("number", "size", "sort");
        assertThat(violations).extracting(v -> v.getString("in")).containsOnly("query");
        assertThat(violations.get(0).getString("description")).isEqualTo("must be greater than or equal to 1");
    }

    @Test
    void aWrongTypeAndAConstraintAreInOneAnswer() {
        assertThat(message("/page?number=0&size=many&sort=up"))
                .isEqualTo("unable to decode query string: invalid field size: expected a whole number of 32 bits; "
                        + "number: must be greater than or equal to 1");
    }

    @Test
    void aCollectionAndItsElements() {
        assertThat(message("/tagged")).isEqualTo("tag: must not be empty");
        assertThat(message("/tagged?tag=a&tag=")).isEqualTo("tag[1].<list element>: must not be blank");
    }

    @Test
    void aValueOfTheApplication() {
        assertThat(message("/zoned?zone=")).isEqualTo("zone.name: must not be blank");
    }

    @Test
    void theWholeRecord() {
        assertThat(message("/range?from=2&to=1")).isEqualTo("from must not be after to");
    }

    @Test
    void theFieldsOfAClass() {
        assertThat(message("/limited?limit=101")).isEqualTo("limit: must be less than or equal to 100");
    }

    private static String message(String target) {
        Reply reply = Echo.refusal(server, target);
        assertThat(reply.status()).isEqualTo(400);
        return reply.json().getString("message");
    }
}
