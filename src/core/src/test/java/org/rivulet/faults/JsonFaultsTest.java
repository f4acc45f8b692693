package org.rivulet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Message;

/** Messages that only somebody who means harm would send: they are refused, or taken, soon, and nobody else notices. */
class JsonFaultsTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Taking.class);

    private static final int DEEP = 100_000;

    public record Node(Node next, List<Node> more) {}

    public record Numbers(int number, Long big, double real, BigDecimal decimal, BigInteger whole) {}

    @StreamService
    static class Taking {

        @StreamEndpoint(path = "/node", expose = true)
        void node(StreamInOut<Node, String> stream) {
            for (Node ignored : stream) stream.send("taken");
        }

        @StreamEndpoint(path = "/value", expose = true)
        void value(StreamInOut<JsonValue, String> stream) {
            for (JsonValue ignored : stream) stream.send("taken");
        }

        @StreamEndpoint(path = "/map", expose = true)
        void map(StreamInOut<Map<String, Object>, String> stream) {
            for (Map<String, Object> ignored : stream) stream.send("taken");
        }

        @StreamEndpoint(path = "/numbers", expose = true)
        void numbers(StreamInOut<Numbers, String> stream) {
            for (Numbers ignored : stream) stream.send("taken");
        }

        @StreamEndpoint(path = "/text", expose = true)
        void text(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }
    }

    static Stream<Arguments> deep() {
        return Stream.of("/node", "/value", "/map")
                .flatMap(path -> Stream.of("[", "{\"next\":", "{\"more\":[", "{\"other\":[")
                        .map(step -> Arguments.of(path, step)));
    }

    @ParameterizedTest
    @MethodSource("deep")
    void whatIsNestedTooDeeplyIsRefused(String path, String step) {
        String end = step.endsWith("[") ? step.startsWith("{") ? "]}" : "]" : "}";
        String inside = step.endsWith("[") ? "" : "null";
        int depth = step.length() > 8 ? DEEP / 2 : DEEP; // in a MiB
        refuses(path, step.repeat(depth) + inside + end.repeat(depth));
        refuses(path, step.repeat(depth));
    }

    /** A parser that skips what it need not read may look for its end for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"other\":[",
                "{\"other\":{",
                "{\"other\":[}}",
                "{\"other\":[1[]}",
                "{\"other\":{]}",
                "{\"other\":[\"]"
            })
    void whatDoesNotEndIsRefused(String json) {
        refuses("/node", json);
        refuses("/numbers", json);
        refuses("/value", json);
        refuses("/map", json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "big"})
    void aNumberThatIsTooLargeForItsTypeIsRefused(String field) {
        refuses("/numbers", "{\"" + field + "\":1e999999999}");
        refuses("/numbers", "{\"" + field + "\":1E-999999999}");
        refuses("/numbers", "{\"" + field + "\":" + "9".repeat(1_000_000) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"real", "decimal", "whole"})
    void anyOtherNumberIsTakenOrRefusedSoon(String field) {
        String name = "{\"" + field + "\":";
        answers("/numbers", name + "1e999999999}");
        answers("/numbers", name + "1E-999999999}");
        refuses("/numbers", name + "9".repeat(1_000_000) + "}");
        refuses("/numbers", name + "0." + "9".repeat(1_000_000) + "}");
        refuses("/numbers", name + "\"" + "9".repeat(1_000_000) + "\"}");
        refuses("/map", name + "9".repeat(1_000_000) + "}");
        answers("/value", name + "9".repeat(1_000_000) + "}");
    }

    @Test
    void aKeyThatComesTwiceIsTakenOrRefused() {
        answers("/numbers", "{\"number\":1,\"number\":2}");
        refuses("/numbers", "{\"number\":\"x\",\"number\":2}");
        answers("/map", "{\"a\":1,\"a\":{}}");
        answers("/value", "{" + "\"a\":1,".repeat(100_000) + "\"a\":2}");
    }

    /** A string that no UTF-8 can carry must not become bytes that are none. */
    @Test
    void halfACharacterComesBackAsUtf8() {
        try (WebSocketWire wire = open("/text")) {
            Message answer = wire.sendText("\"a\\ud800b\"").next();
            if (answer.opcode() == 1) {
                assertThat(answer.payload()).isEqualTo(answer.text().getBytes(StandardCharsets.UTF_8));
                assertThat(answer.text()).startsWith("\"a").endsWith("b\"");
            } else {
                assertThat(code(answer)).isIn(1007, 1011);
            }
        }
        answers("/text", "\"fine\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22eda08022", // half a character
                "22c32822", // a second byte that is none
                "22f4908080 22", // beyond Unicode
                "22c0af22", // longer than it need be
                "22ff22",
                "22e282" // ends within a character
            })
    void whatIsNotUtf8IsRefused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        for (int head : new int[] {0x81, 0x82}) {
            try (WebSocketWire wire = open("/text")) {
                assertThat(wire.sendFrame(head, bytes).skipToClose().code()).isEqualTo(1007);
            }
        }
        try (WebSocketWire wire = open("/text")) {
            wire.sendFrame(0x01, new byte[] {bytes[0]});
            byte[] rest = HexFormat.of().parseHex(hex.replace(" ", "").substring(2));
            assertThat(wire.sendFrame(0x80, rest).skipToClose().code()).isEqualTo(1007);
        }
    }

    private static void refuses(String path, String json) {
        try (WebSocketWire wire = open(path)) {
            WebSocketWire.Close close = wire.sendText(json).closing();
            assertThat(close.code()).as(close.reason()).isEqualTo(1007);
        }
    }

    private static void answers(String path, String json) {
        try (WebSocketWire wire = open(path)) {
            Message answer = wire.sendText(json).next();
            assertThat(answer.opcode() == 1 || code(answer) == 1007)
                    .as("%s", answer)
                    .isTrue();
        }
    }

    private static int code(Message close) {
        return (close.payload()[0] & 0xff) << 8 | close.payload()[1] & 0xff;
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
