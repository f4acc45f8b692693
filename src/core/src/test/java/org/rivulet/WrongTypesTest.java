package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;

/** A value of the wrong type is refused and named; JSON Binding alone would convert it to another value. */
class WrongTypesTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class);

    public record Row(int number, boolean flag) {}

    public record Message(
            byte tiny,
            int number,
            Long big,
            boolean flag,
            String text,
            BigDecimal decimal,
            double real,
            @JsonbProperty("renamed") int javaName,
            Optional<Integer> maybe,
            Row row,
            List<Row> rows,
            int[] numbers,
            Map<String, Row> byName,
            Message again) {}

    public enum Color {
        RED,
        GREEN
    }

    public static class Plain {
        private int age;
        private Color color;
        private UUID id;
        public boolean flag;

        @JsonbProperty("renamed")
        private int javaName;

        public int getAge() {
            return age;
        }

        public void setAge(int age) {
            this.age = age;
        }

        public Color getColor() {
            return color;
        }

        public void setColor(Color color) {
            this.color = color;
        }

        public UUID getId() {
            return id;
        }

        public void setId(UUID id) {
            this.id = id;
        }

        public int getJavaName() {
            return javaName;
        }

        public void setJavaName(int javaName) {
            this.javaName = javaName;
        }
    }

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/plain", expose = true)
        void plain(StreamInOut<Plain, String> stream) {
            for (Plain ignored : stream) stream.send("fine");
        }

        @StreamEndpoint(path = "/object", expose = true)
        void object(StreamInOut<JsonObject, String> stream) {
            for (JsonObject ignored : stream) stream.send("fine");
        }

        @StreamEndpoint(path = "/message", expose = true)
        void message(StreamInOut<Message, String> stream) {
            for (Message ignored : stream) stream.send("fine");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"flag\":\"maybe\"} | $.flag: a string where a boolean is expected",
                "{\"number\":1.5} | $.number: not a whole number of 32 bits",
                "{\"number\":99999999999} | $.number: not a whole number of 32 bits",
                "{\"number\":\"12\"} | $.number: a string where a whole number of 32 bits is expected",
                "{\"number\":null} | $.number: null where a whole number of 32 bits is expected",
                "{\"tiny\":128} | $.tiny: not a whole number of 8 bits",
                "{\"big\":9223372036854775808} | $.big: not a whole number of 64 bits",
                "{\"text\":5} | $.text: a number where a string is expected",
                "{\"decimal\":true} | $.decimal: a boolean where a number is expected",
                "{\"real\":{}} | $.real: an object where a number is expected",
                "{\"renamed\":[]} | $.renamed: an array where a whole number of 32 bits is expected",
                "{\"maybe\":\"x\"} | $.maybe: a string where a whole number of 32 bits is expected",
                "{\"row\":[]} | $.row: an array where an object is expected",
                "{\"rows\":[{},{\"flag\":1}]} | $.rows[1].flag: a number where a boolean is expected",
                "{\"numbers\":[1,2.5]} | $.numbers[1]: not a whole number of 32 bits",
                "{\"byName\":{\"a\":{\"number\":true}}} | $.byName.a.number: a boolean where a whole number of 32 bits is expected",
                "{\"again\":{\"again\":{\"number\":\"\"}}} | $.again.again.number: a string where a whole number of 32 bits is expected",
                "[] | $: an array where an object is expected",
                "\"x\" | $: a string where an object is expected",
            })
    void isRefusedWithItsJsonPath(String json, String message) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/message"))) {
            Close close = wire.sendText(json).closing();
            assertThat(close.code()).isEqualTo(1007);
            assertThat(close.reason())
                    .isEqualTo("{\"code\":\"invalid_argument\",\"message\":\"" + shorten(message) + "\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/plain | {\"age\":1.5} | $.age: not a whole number of 32 bits",
                "/plain | {\"flag\":\"maybe\"} | $.flag: a string where a boolean is expected",
                "/plain | {\"color\":\"BLUE\"} | $.color: not one of GREEN, RED",
                "/plain | {\"id\":\"1-2\"} | $.id: not a UUID",
                "/plain | {\"renamed\":\"x\"} | $.renamed: a string where a whole number of 32 bits is expected",
                "/object | [1] | $: an array where an object is expected",
            })
    void isRefusedInAClassAndAsJsonToo(String path, String json, String message) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path))) {
            Close close = wire.sendText(json).closing();
            assertThat(close.code()).isEqualTo(1007);
            assertThat(close.reason())
                    .isEqualTo("{\"code\":\"invalid_argument\",\"message\":\"" + shorten(message) + "\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/plain | {\"age\":1,\"color\":\"RED\",\"id\":\"6f1c1f3e-0000-4000-8000-000000000000\",\"flag\":true,\"renamed\":2}",
                "/plain | {\"color\":null,\"javaName\":\"unknown\"}",
                "/object | {\"any\":[]}",
            })
    void whatFitsIsTakenInAClassAndAsJsonToo(String path, String json) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path))) {
            assertThat(wire.sendText(json).text()).isEqualTo("\"fine\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"unknown\":{\"deep\":[1,{\"x\":null}]},\"number\":-2147483648}",
                "{\"text\":null,\"big\":null,\"maybe\":null,\"row\":null,\"rows\":null,\"byName\":null}",
                "{\"tiny\":-128,\"big\":9223372036854775807,\"flag\":true,\"decimal\":1e3,\"real\":5,\"renamed\":7}",
                "  {\"rows\":[],\"numbers\":[1],\"byName\":{},\"javaName\":\"another name\"}  "
            })
    void whatFitsIsTaken(String json) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/message"))) {
            assertThat(wire.sendText(json).text()).isEqualTo("\"fine\"");
        }
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/message"))) {
            Close close = wire.sendText("{\"again\":".repeat(100_000)).closing();
            assertThat(close.code()).isEqualTo(1007);
        }
    }

    /** To what fits into 123 bytes with the JSON around it. */
    private static String shorten(String message) {
        int room = 123 - "{\"code\":\"invalid_argument\",\"message\":\"\"}".length();
        return message.length() <= room ? message : message.substring(0, room - 3) + "...";
    }
}
