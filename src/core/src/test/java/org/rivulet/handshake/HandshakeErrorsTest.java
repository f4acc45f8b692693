package org.rivulet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromPath;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;

/** What a client whose handshake is wrong is told: Encore's words, and all of it at once. */
class HandshakeErrorsTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class);

    record Hello(
            @FromPath int id,
            int page,
            @FromHeader("X-Client") UUID client,
            @FromCookie("theme") Theme theme) {}

    enum Theme {
        LIGHT,
        DARK
    }

    record Scalars(
            Optional<Boolean> z,
            Optional<Character> c,
            Optional<Byte> b,
            Optional<Short> s,
            Optional<Integer> i,
            Optional<Long> l,
            Optional<Float> f,
            Optional<Double> d,
            Optional<BigInteger> whole,
            Optional<BigDecimal> decimal,
            Optional<UUID> id,
            Optional<URI> link,
            Optional<Instant> at,
            Optional<ZoneId> zone,
            Optional<Theme> theme,
            List<Integer> list) {}

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/hello/{id}", expose = true)
        void hello(Hello handshake, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/scalars", expose = true)
        void scalars(Scalars handshake, StreamOut<String> stream) {}
    }

    private static final String CLIENT = "X-Client: 123e4567-e89b-12d3-a456-426614174000";
    private static final String THEME = "Cookie: theme=DARK";

    @Test
    void aMissingQueryParameter() {
        assertRefused("/hello/1", "page", "query", "unable to decode query string: missing field page", CLIENT, THEME);
    }

    @Test
    void aRepeatedQueryParameter() {
        assertRefused(
                "/hello/1?page=1&page=1",
                "page",
                "query",
                "unable to decode query string: duplicate field page",
                CLIENT,
                THEME);
    }

    @Test
    void aBadQueryParameter() {
        assertRefused(
                "/hello/1?page=one",
                "page",
                "query",
                "unable to decode query string: invalid field page: expected a whole number of 32 bits",
                CLIENT,
                THEME);
    }

    @Test
    void aBadPathParameter() {
        assertRefused(
                "/hello/one?page=1",
                "id",
                "path",
                "invalid path parameter id: expected a whole number of 32 bits",
                CLIENT,
                THEME);
    }

    @Test
    void aMissingHeader() {
        assertRefused("/hello/1?page=1", "X-Client", "header", "missing required header: X-Client", THEME);
    }

    @Test
    void aBadHeader() {
        assertRefused(
                "/hello/1?page=1",
                "X-Client",
                "header",
                "invalid header value: X-Client: expected a UUID",
                "X-Client: 1-2-3-4-5",
                THEME);
    }

    @Test
    void aMissingCookie() {
        assertRefused("/hello/1?page=1", "theme", "cookie", "missing required cookie: theme", CLIENT);
    }

    @Test
    void aBadCookie() {
        assertRefused(
                "/hello/1?page=1",
                "theme",
                "cookie",
                "invalid cookie value: theme: expected one of LIGHT, DARK",
                CLIENT,
                "Cookie: theme=dark");
    }

    @Test
    void everythingThatIsWrongIsInOneAnswer() {
        Reply reply = Echo.refusal(server, "/hello/one", "X-Client: me");
        assertThat(reply.status()).isEqualTo(400);
        JsonArray violations = Json.createArrayBuilder()
                .add(violation("id", "path", "expected a whole number of 32 bits"))
                .add(violation("page", "query", "missing"))
                .add(violation("X-Client", "header", "expected a UUID"))
                .add(violation("theme", "cookie", "missing"))
                .build();
        assertThat(reply.json().getJsonObject("details").getJsonArray("fieldViolations"))
                .isEqualTo(violations);
        assertThat(reply.json().getString("message"))
                .isEqualTo("invalid path parameter id: expected a whole number of 32 bits; "
                        + "unable to decode query string: missing field page; "
                        + "invalid header value: X-Client: expected a UUID; missing required cookie: theme");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            z=TRUE                         | expected a boolean, true or false
            z=1                            | expected a boolean, true or false
            z=                             | expected a boolean, true or false
            c=ab                           | expected one character
            c=%F0%9F%98%80                 | expected one character
            b=128                          | expected a whole number from -128 to 127
            s=-32769                       | expected a whole number from -32768 to 32767
            i=2147483648                   | expected a whole number of 32 bits
            i=1.0                          | expected a whole number of 32 bits
            i=+1                           | expected a whole number of 32 bits
            i=0x1f                         | expected a whole number of 32 bits
            l=9223372036854775808          | expected a whole number of 64 bits
            f=1f                           | expected a number
            d=0x1p3                        | expected a number
            d=1.5d                         | expected a number
            d=%201                         | expected a number
            whole=1.5                      | expected a whole number
            decimal=1,5                    | expected a number
            id=1-2-3-4-5                   | expected a UUID
            id=123e4567e89b12d3a456426614174000 | expected a UUID
            link=%20                       | expected a URI
            at=2026-01-01                  | expected an Instant
            zone=Moon/Base                 | expected a time zone
            theme=light                    | expected one of LIGHT, DARK
            list=x                         | expected a whole number of 32 bits
            """)
    void aValueOfAnotherType(String query, String expected) {
        String name = query.substring(0, query.indexOf('='));
        assertThat(Echo.refusal(server, "/scalars?" + query).json().getString("message"))
                .isEqualTo("unable to decode query string: invalid field " + name + ": " + expected);
    }

    @Test
    void anAbsurdlyLongNumberIsRefusedBeforeItIsRead() {
        String digits = "1".repeat(1_001);
        assertThat(Echo.refusal(server, "/scalars?whole=" + digits).status()).isEqualTo(400);
        assertThat(Echo.refusal(server, "/scalars?d=" + digits).status()).isEqualTo(400);
    }

    private static void assertRefused(String target, String field, String in, String message, String... headers) {
        Reply reply = Echo.refusal(server, target, headers);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        JsonObject expected = Json.createObjectBuilder()
                .add("code", "invalid_argument")
                .add("message", message)
                .add(
                        "details",
                        Json.createObjectBuilder()
                                .add(
                                        "fieldViolations",
                                        Json.createArrayBuilder().add(violation(field, in, description(message)))))
                .build();
        assertThat(reply.json()).isEqualTo(expected);
    }

    /** The rule alone: the field and its place stand beside it. */
    private static String description(String message) {
        if (message.contains("missing")) return "missing";
        if (message.contains("duplicate")) return "duplicate field";
        return message.substring(message.lastIndexOf(": ") + 2);
    }

    private static JsonObject violation(String field, String in, String description) {
        return Json.createObjectBuilder()
                .add("field", field)
                .add("in", in)
                .add("description", description)
                .build();
    }
}
