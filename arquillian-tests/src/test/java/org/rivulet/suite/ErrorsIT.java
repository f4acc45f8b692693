package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.ErrorCode;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/** What a client is told of what goes wrong. */
@ServerTest
class ErrorsIT extends SuiteClient {

    // ---- before the upgrade

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aRefusedHandshakeHasStatusAndJson(ErrorCode code) {
        assertAnswer(handshake("/handshake/refused?code=" + code), code, "because of ü");
    }

    @Test
    void anEndpointThatIsNotExposedIsNotFound() {
        assertAnswer(handshake("/handshake/hidden"), ErrorCode.NOT_FOUND, "endpoint not found");
        assertAnswer(request("GET", "/handshake/hidden"), ErrorCode.NOT_FOUND, "endpoint not found");
        assertAnswer(request("POST", "/handshake/hidden"), ErrorCode.NOT_FOUND, "endpoint not found");
    }

    @Test
    void whoMustBeAuthenticatedAndIsNotIsUnauthenticated() {
        assertAnswer(
                handshake("/handshake/caller"), ErrorCode.UNAUTHENTICATED, ErrorCode.UNAUTHENTICATED.defaultMessage());
    }

    @Test
    void aPathOfNothingIsTheServersToAnswer() {
        Reply reply = handshake("/nowhere");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).doesNotContain("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void otherMethodsHaveNoRoute(String method) {
        assertAnswer(
                request(method, "/echo", "Content-Length: 0"),
                ErrorCode.NOT_FOUND,
                "no route for method " + method + " (expected: GET)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "12", "x"})
    void anotherVersionOfTheProtocolNeedsVersion13(String version) {
        Reply reply = request("GET", "/echo", upgrade("Sec-WebSocket-Version: " + version));
        assertThat(reply.status()).isEqualTo(426);
        assertThat(reply.header("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(reply.json().getString("message"))
                .isEqualTo("this is a stream: connect with version 13 of the WebSocket protocol");
    }

    @Test
    void aHandshakeWithoutAKeyIsRefused() {
        String[] headers = {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"};
        assertAnswer(
                request("GET", "/echo", headers),
                ErrorCode.INVALID_ARGUMENT,
                "Sec-WebSocket-Key is not the base64 of 16 bytes");
    }

    private static String[] upgrade(String version) {
        return new String[] {
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", version
        };
    }

    private static void assertAnswer(Reply reply, ErrorCode code, String message) {
        assertThat(reply.status()).isEqualTo(code.httpStatus());
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(reply.json().getString("code")).isEqualTo(code.wireName());
        assertThat(reply.json().getString("message")).isEqualTo(message);
    }

    // ---- after the upgrade, by the handler

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void aStreamExceptionClosesWithItsCodeAfterWhatWasSent(ErrorCode code) {
        try (WebSocketWire wire = open("/failures/code?code=" + code)) {
            assertThat(wire.text()).isEqualTo("\"before\"");
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(4000 + code.httpStatus());
            assertThat(close.reason()).isEqualTo("{\"code\":\"" + code.wireName() + "\",\"message\":\"because of ü\"}");
        }
    }

    @RepeatedTest(20)
    void aClientThatGoesOnIsToldToo() {
        String message = '"' + "x".repeat(500) + '"';
        try (WebSocketWire wire = open("/failures/enough")) {
            Sending.inBackground(() -> {
                for (int i = 0; i < 200; i++) wire.sendText(message);
            });
            assertThat(wire.closing().code()).isEqualTo(4429);
        }
    }

    @Test
    void aLongReasonIsCutAndStaysJson() {
        try (WebSocketWire wire = open("/failures/long")) {
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(4404);
            assertThat(close.reason().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(123);
            assertThat(json(close).getString("message")).startsWith("😀\"😀").endsWith("...");
        }
    }

    @Test
    void aHandlerMayCloseWithACode() {
        try (WebSocketWire wire = open("/failures/closed")) {
            assertThat(wire.text()).isEqualTo("\"before\"");
            assertThat(wire.closing())
                    .isEqualTo(new Close(4429, "{\"code\":\"resource_exhausted\",\"message\":\"enough\"}"));
        }
    }

    @Test
    void anyOtherExceptionIsInternalAndInTheLog() throws Exception {
        try (WebSocketWire wire = open("/failures/unexpected")) {
            assertThat(wire.text()).isEqualTo("\"before\"");
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(1011);
            assertThat(json(close).getString("code")).isEqualTo("internal");
            String message = json(close).getString("message");
            assertThat(message).matches("internal error, logged with [0-9a-f-]{36}");
            assertLogged(message.substring(message.lastIndexOf(' ') + 1));
        }
    }

    /** A server may write its log late; the embedded one writes none that can be read. */
    private void assertLogged(String id) {
        if (server.log().isEmpty()) return;
        Waiting.until(Duration.ofMinutes(1), "the log to have " + id, () -> server.log()
                .contains(id));
    }

    // ---- after the upgrade, by the client

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "hello",
                "{\"name\":\"a\"} x",
                "[]",
                "null",
                "",
                "{\"name\":{}}",
                "{\"life\":{\"age\":\"old\"}}"
            })
    void whatIsNotTheMessageTypeIsAnsweredAfterTheMessagesBefore(String text) {
        try (WebSocketWire wire = open("/failures/messages")) {
            wire.sendText("{\"name\":\"a\"}").sendText("{\"name\":\"b\"}").sendText(text);
            assertThat(wire.text()).isEqualTo("\"a\"");
            assertThat(wire.text()).isEqualTo("\"b\"");
            assertInvalid(wire.closing());
        }
    }

    @Test
    void aWrongTypeIsNamedWithItsPath() {
        try (WebSocketWire wire = open("/failures/messages")) {
            Close close = wire.sendText("{\"life\":{\"age\":\"old\"}}").closing();
            assertInvalid(close);
            assertThat(json(close).getString("message"))
                    .isEqualTo("$.life.age: a string where a whole number of 32 bits is expected");
        }
    }

    @Test
    @Needs(Feature.VALIDATION)
    void aViolatedConstraintIsNamedWithItsPath() {
        try (WebSocketWire wire = open("/failures/messages")) {
            Close close = wire.sendText("{\"life\":{\"age\":-1}}").closing();
            assertInvalid(close);
            assertThat(json(close).getString("message")).startsWith("$.life.age: ");
        }
    }

    private static void assertInvalid(Close close) {
        assertThat(close.code()).as(close.reason()).isEqualTo(1007);
        assertThat(json(close).getString("code")).isEqualTo("invalid_argument");
    }

    @Test
    void anEndpointCanSkipInvalidMessages() {
        try (WebSocketWire wire = open("/failures/skipping")) {
            wire.sendText("{").sendText("[]").sendText("{\"name\":\"a\"}");
            assertThat(wire.text()).isEqualTo("\"a\"");
        }
    }

    @Test
    void whatIsNotUtf8Is1007() {
        try (WebSocketWire wire = open("/echo/text")) {
            wire.sendFrame(0x81, new byte[] {'"', (byte) 0xff, '"'});
            assertThat(wire.closing().code()).isEqualTo(1007);
        }
    }

    @Test
    void messagesThatAStreamDoesNotTakeAre1003() {
        try (WebSocketWire wire = open("/echo/bytes")) {
            assertThat(wire.sendText("x").closing().code()).isEqualTo(1003);
        }
        try (WebSocketWire wire = open("/witness/nothing")) {
            assertThat(wire.sendText("\"x\"").closing().code()).isEqualTo(1003);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "bytes"})
    void aMessageTooLargeIs1009(String path) {
        int opcode = path.equals("bytes") ? 2 : 1;
        try (WebSocketWire wire = open("/failures/" + path)) {
            wire.sendFrame(0x80 | opcode, new byte[1001]);
            assertThat(wire.closing().code()).isEqualTo(1009);
        }
        try (WebSocketWire wire = open("/failures/" + path)) {
            Sending.inBackground(() -> sendWithoutEnd(wire, opcode));
            assertThat(wire.closing().code()).isEqualTo(1009);
        }
    }

    /** More than a server collects before it passes on a part of a message. */
    private static void sendWithoutEnd(WebSocketWire wire, int opcode) {
        wire.sendFrame(opcode, new byte[600]);
        for (int i = 0; i < 200; i++) wire.sendFrame(0x00, new byte[600]);
    }

    @Test
    void aMessageLargerThanTheDefaultIs1009() {
        try (WebSocketWire wire = open("/echo/bytes")) {
            Sending.inBackground(
                    () -> wire.sendBinary(new byte[3 << 20])); // from 4 MiB on, Tyrus itself closes, with 1011
            assertThat(wire.closing().code()).isEqualTo(1009);
        }
    }

    // ---- how the client ends

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 3000, 4321, 4999})
    void aCloseOfTheClientIsAnsweredAndToldToTheHandler(int code) {
        String about = "close" + code;
        try (WebSocketWire wire = open("/failures/ends/" + about)) {
            wire.sendText("\"last\"").sendClose(code, "bye ü");
            assertThat(wire.closing().code()).isEqualTo(code);
        }
        assertEnd(about, "onClose " + code + " bye ü");
    }

    @Test
    void aCloseWithoutACodeIsAnsweredAndToldToTheHandler() {
        try (WebSocketWire wire = open("/failures/ends/no-code")) {
            wire.sendText("\"last\"").sendFrame(0x88, new byte[0]);
            assertThat(wire.closing().code()).isIn(1000, 1005);
        }
        assertEnd("no-code", "onClose (1000|1005).*"); // Undertow and Tyrus make 1000 of it, Tyrus with a text
    }

    @Test
    void aCloseWithoutAReasonKeepsItsCode() {
        try (WebSocketWire wire = open("/failures/ends/no-reason")) {
            wire.sendText("\"last\"").sendClose(4321, "");
            assertThat(wire.closing().code()).isEqualTo(4321);
        }
        assertEnd("no-reason", "onClose 4321");
    }

    @Test
    void aClientThatVanishesIsToldToTheHandler() {
        assertVanished("fin", WebSocketWire::close);
        assertVanished("rst", WebSocketWire::reset);
    }

    private void assertVanished(String about, Consumer<WebSocketWire> vanish) {
        try (WebSocketWire witness = open("/witness/" + about)) {
            WebSocketWire wire = open("/failures/ends/" + about).sendText("\"last\"");
            assertThat(string(witness.text())).isEqualTo("last");
            vanish.accept(wire);
            assertThat(List.of(string(witness.text()), string(witness.text())))
                    .contains("the iteration ends")
                    .anyMatch(event -> event.matches("onClose (1006|1011).*")); // Open Liberty calls it 1011
        }
    }

    private void assertEnd(String about, String close) {
        try (WebSocketWire witness = open("/witness/" + about)) {
            List<String> seen = List.of(string(witness.text()), string(witness.text()), string(witness.text()));
            assertThat(seen).containsSubsequence("last", "the iteration ends").anyMatch(event -> event.matches(close));
        }
    }
}
