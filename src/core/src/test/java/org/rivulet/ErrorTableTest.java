package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Min;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;

/** What ends a stream after the upgrade, and what the client sees of it. */
class ErrorTableTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Failing.class);

    record Which(ErrorCode code) {}

    public record Inner(@Min(0) int age) {}

    public record Message(
            String name, @jakarta.validation.Valid Inner inner) {}

    @StreamService
    @ApplicationScoped
    static class Failing {

        @StreamEndpoint(path = "/code", expose = true)
        void code(Which which, StreamOut<String> stream) {
            stream.send("before");
            throw new StreamException(which.code(), "because of ü", Map.of("not", "in a reason"));
        }

        @StreamEndpoint(path = "/long", expose = true)
        void longMessage(StreamOut<String> stream) {
            throw new StreamException(ErrorCode.NOT_FOUND, "😀\"".repeat(5000));
        }

        @StreamEndpoint(path = "/closed-with", expose = true)
        void closedWith(StreamOut<String> stream) {
            stream.close(ErrorCode.RESOURCE_EXHAUSTED, "enough");
        }

        @StreamEndpoint(path = "/runtime", expose = true)
        void runtime(StreamOut<String> stream) {
            throw new IllegalStateException("secret password");
        }

        @StreamEndpoint(path = "/checked", expose = true)
        void checked(StreamIn<String> stream) throws Exception {
            throw new Exception("secret");
        }

        @StreamEndpoint(path = "/error", expose = true)
        Iterable<String> error() {
            return () -> {
                throw new StackOverflowError("secret");
            };
        }

        @StreamEndpoint(path = "/messages", expose = true, maxMessageSize = 1000)
        void messages(StreamInOut<Message, String> stream) {
            for (Message message : stream) stream.send(message.name());
        }

        @StreamEndpoint(path = "/lists", expose = true)
        void lists(StreamInOut<List<Inner>, String> stream) {
            for (List<Inner> ignored : stream) stream.send("fine");
        }

        @StreamEndpoint(path = "/skipping", expose = true, invalidMessages = StreamEndpoint.InvalidMessage.SKIP)
        void skipping(StreamInOut<Message, String> stream) {
            for (Message message : stream) stream.send(message.name());
        }

        @StreamEndpoint(path = "/bytes", expose = true, maxMessageSize = 1000)
        void bytes(StreamInOut<byte[], byte[]> stream) {
            for (byte[] message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/out", expose = true)
        void out(StreamOut<String> stream) throws InterruptedException {
            Thread.currentThread().join();
        }

        @StreamEndpoint(path = "/null", expose = true)
        java.util.stream.Stream<String> noSequence() {
            return null;
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aStreamExceptionClosesWithItsCodeAfterWhatWasSent(ErrorCode code) {
        try (WebSocketWire wire = open("/code?code=" + code)) {
            assertThat(wire.text()).isEqualTo("\"before\"");
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(4000 + code.httpStatus());
            assertThat(close.reason()).isEqualTo("{\"code\":\"" + code.wireName() + "\",\"message\":\"because of ü\"}");
        }
    }

    @Test
    void aLongReasonIsCutAndStaysJson() {
        try (WebSocketWire wire = open("/long")) {
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(4404);
            assertThat(close.reason().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(110, 123);
            assertThat(json(close).getString("message")).startsWith("😀\"😀").endsWith("...");
        }
    }

    @Test
    void closeWithACodeSaysWhy() {
        try (WebSocketWire wire = open("/closed-with")) {
            assertThat(wire.closing())
                    .isEqualTo(new Close(4429, "{\"code\":\"resource_exhausted\",\"message\":\"enough\"}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/runtime", "/checked", "/error", "/null"})
    void anyOtherThrowableIsInternalAndKeepsItsTextToItself(String path) {
        try (WebSocketWire wire = open(path)) {
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(1011);
            assertThat(json(close).getString("code")).isEqualTo("internal");
            assertThat(json(close).getString("message"))
                    .matches("internal error, logged with [0-9a-f-]{36}")
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "hello", "{\"name\":\"a\"} x", "[]", "null", "", "{\"name\":{}}"})
    void whatIsNotTheMessageTypeClosesWith1007AfterTheMessagesBefore(String text) {
        try (WebSocketWire wire = open("/messages")) {
            wire.sendText("{\"name\":\"a\"}").sendText("{\"name\":\"b\"}").sendText(text);
            assertThat(wire.text()).isEqualTo("\"a\"");
            assertThat(wire.text()).isEqualTo("\"b\"");
            Close close = wire.closing();
            assertThat(close.code()).as(close.reason()).isEqualTo(1007);
            assertThat(json(close).getString("code")).isEqualTo("invalid_argument");
        }
    }

    @Test
    void aWrongTypeNamesTheJsonPathAndTheRule() {
        try (WebSocketWire wire = open("/messages")) {
            Close close = wire.sendText("{\"name\":\"a\",\"inner\":{\"age\":\"old\"}}")
                    .closing();
            assertThat(close.code()).isEqualTo(1007);
            assertThat(json(close).getString("message"))
                    .isEqualTo("$.inner.age: a string where a whole number of 32 bits is expected");
        }
    }

    @Test
    void aViolatedConstraintNamesTheJsonPathAndTheRule() {
        try (WebSocketWire wire = open("/messages")) {
            Close close =
                    wire.sendText("{\"name\":\"a\",\"inner\":{\"age\":-1}}").closing();
            assertThat(close.code()).isEqualTo(1007);
            assertThat(json(close).getString("message")).isEqualTo("$.inner.age: must be greater than or equal to 0");
        }
    }

    @Test
    void constraintsApplyToTheElementsOfAList() {
        try (WebSocketWire wire = open("/lists")) {
            assertThat(wire.sendText("[{\"age\":1}]").text()).isEqualTo("\"fine\"");
            Close close = wire.sendText("[{\"age\":1},{\"age\":-1}]").closing();
            assertThat(json(close).getString("message")).isEqualTo("$[1].age: must be greater than or equal to 0");
        }
    }

    @Test
    void anEndpointCanSkipInvalidMessages() {
        try (WebSocketWire wire = open("/skipping")) {
            wire.sendText("{")
                    .sendText("{\"name\":\"a\",\"inner\":{\"age\":-1}}")
                    .sendText("{\"name\":\"b\"}");
            assertThat(wire.text()).isEqualTo("\"b\"");
        }
    }

    @Test
    void aJsonEndpointTakesUtf8JsonInABinaryFrame() {
        try (WebSocketWire wire = open("/messages")) {
            wire.sendBinary("{\"name\":\"ü\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(wire.text()).isEqualTo("\"ü\"");
            assertThat(wire.sendBinary(new byte[] {(byte) 0xff}).closing().code())
                    .isEqualTo(1007);
        }
    }

    @Test
    void aBinaryEndpointTakesNoText() {
        try (WebSocketWire wire = open("/bytes")) {
            assertThat(wire.sendBinary(new byte[] {1, 2}).binary()).containsExactly(1, 2);
            assertThat(wire.sendText("x").closing().code()).isEqualTo(1003);
        }
    }

    @Test
    void aStreamOutTakesNoMessages() {
        try (WebSocketWire wire = open("/out")) {
            assertThat(wire.sendText("{}").closing().code()).isEqualTo(1003);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages", "/bytes"})
    void tooLargeInOneFrameNamesLimitAndSize(String path) {
        try (WebSocketWire wire = open(path)) {
            Close close = wire.sendFrame(
                            path.equals("/bytes") ? 0x82 : 0x81,
                            "x".repeat(1001).getBytes(StandardCharsets.UTF_8))
                    .closing();
            assertThat(close.code()).isEqualTo(1009);
            assertThat(json(close).getString("message")).isEqualTo("the message has 1001 bytes, the limit is 1000");
        }
    }

    @Test
    void tooLargeInFragmentsIsStoppedOnTheWay() {
        try (WebSocketWire wire = open("/messages")) {
            byte[] part = "x".repeat(600).getBytes(StandardCharsets.UTF_8);
            wire.sendFrame(0x01, part).sendFrame(0x00, part);
            assertThat(wire.closing().code()).isEqualTo(1009);
        }
    }

    @Test
    void sizesAreBytesNotCharacters() {
        try (WebSocketWire wire = open("/messages")) {
            String name = "€".repeat(330); // 990 bytes
            assertThat(wire.sendText("{\"name\":\"" + name.substring(4) + "\"}").text())
                    .hasSize(328);
            assertThat(wire.sendText("{\"name\":\"" + name + "\"}").closing().code())
                    .isEqualTo(1009);
        }
    }

    private static JsonObject json(Close close) {
        return Json.createReader(new StringReader(close.reason())).readObject();
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
