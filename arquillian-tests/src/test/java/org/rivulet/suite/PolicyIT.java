package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.embedded.junit.WebSocketWire.Message;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/** Clients that want more than they may have are told so, before the upgrade or with 1008; others are left alone. */
@ServerTest
class PolicyIT extends SuiteClient {

    private static final String HELLO = "\"hello\"";
    private static final byte[] PART = "x".repeat(20_000).getBytes(UTF_8);

    @Test
    void oneStreamTooManyIsRefusedUntilAnotherEnds() {
        try (WebSocketWire one = open("/limited/two");
                WebSocketWire two = open("/limited/two")) {
            assertThat(one.sendText(HELLO).text() + two.sendText(HELLO).text()).isEqualTo(HELLO + HELLO);
            Reply refused = handshake("/limited/two");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.json().getString("code")).isEqualTo("resource_exhausted");
            assertThat(refused.json().getString("message"))
                    .isEqualTo("too many streams of this endpoint: max-streams is 2");
            assertThat(request("GET", "/limited/two").status()).isEqualTo(429);
            one.reset();
            Waiting.until(
                    Duration.ofSeconds(20),
                    "a place to be free",
                    () -> handshake("/limited/two").status() == 101);
            assertThat(two.sendText(HELLO).text()).isEqualTo(HELLO);
        }
    }

    @Test
    void aClientThatSendsTooFastIsClosed() {
        try (WebSocketWire wire = open("/limited/rate")) {
            Sending.inBackground(() -> {
                for (int i = 0; i < 300; i++) wire.sendText(HELLO);
            });
            assertClosed(wire.skipToClose(), "too many messages: messages-per-second is 20");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/limited/first", "/limited/message"})
    void aMessageThatDoesNotEndIsGivenUp(String path) {
        try (WebSocketWire wire = open(path)) {
            wire.sendFrame(1, PART).sendFrame(0, PART);
            assertClosed(
                    wire.closing(),
                    path.endsWith("first")
                            ? "the first message takes too long: first-message-timeout is 1000 ms"
                            : "the message takes too long: message-timeout is 1000 ms");
        }
    }

    @Test
    void pingsAreNoMessages() {
        try (WebSocketWire wire = open("/limited/idle")) {
            assertThat(wire.sendText(HELLO).text()).isEqualTo(HELLO);
            boolean pinged = false;
            Message message = wire.next();
            while (message.opcode() == 9) {
                pinged = true;
                wire.sendFrame(0x8a, message.payload());
                message = wire.next();
            }
            assertThat(pinged).isTrue();
            byte[] close = message.payload();
            assertThat(close[0] << 8 | close[1] & 0xff).isEqualTo(1008);
            assertThat(new String(close, 2, close.length - 2, UTF_8))
                    .contains("no message for too long: idle-timeout is 7500 ms");
        }
    }

    @Test
    void aStreamThatIsTooOldIsClosed() {
        try (WebSocketWire wire = open("/limited/lifetime")) {
            assertClosed(
                    wire.sendText(HELLO).skipToClose(), "the stream is open for too long: max-lifetime is 1000 ms");
        }
    }

    private static void assertClosed(Close close, String message) {
        assertThat(close.code()).isEqualTo(1008);
        assertThat(json(close).getString("message")).isEqualTo(message);
    }
}
