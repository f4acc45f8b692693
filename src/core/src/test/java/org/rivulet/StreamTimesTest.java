package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;

/** As fast, and as long, as a client may: what exceeds closes with 1008 and a reason, and what does not is left alone. */
class StreamTimesTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Timed.class);

    private static final int TIME = 3_000;
    private static volatile CountDownLatch go = new CountDownLatch(1);

    private final LogLines log = new LogLines();

    @StreamService(name = "timed")
    static class Timed {

        @StreamEndpoint(path = "/rate", expose = true, messagesPerSecond = 20)
        void rate(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/rate-and-slow", expose = true, messagesPerSecond = 10, inboxMessages = 2)
        void rateAndSlow(StreamInOut<String, String> stream) throws InterruptedException {
            go.await();
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/lifetime", expose = true, maxLifetime = TIME)
        void lifetime(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/ticks", expose = true, maxLifetime = TIME)
        void ticks(StreamOut<String> stream) throws InterruptedException {
            while (true) {
                stream.send("tick");
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }

        @StreamEndpoint(path = "/idle", expose = true, idleTimeout = TIME, heartbeat = 800)
        void idle(StreamInOut<String, String> stream) {
            for (String message : stream) if (message.isEmpty()) stream.send("here");
        }

        @StreamEndpoint(path = "/idle-ticks", expose = true, idleTimeout = TIME)
        void idleTicks(StreamOut<String> stream) throws InterruptedException {
            for (int i = 0; i < 3 * TIME / 100; i++) {
                stream.send("tick");
                TimeUnit.MILLISECONDS.sleep(100);
            }
            go.await();
        }

        @StreamEndpoint(path = "/idle-unread", expose = true, idleTimeout = 1_500, sendTimeout = 4_000)
        void idleUnread(StreamOut<byte[]> stream) {
            while (true) stream.send(new byte[8 << 20]);
        }

        @StreamEndpoint(path = "/idle-and-slow", expose = true, idleTimeout = 1_500, inboxMessages = 2)
        void idleAndSlow(StreamInOut<String, String> stream) throws InterruptedException {
            go.await();
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/first", expose = true, firstMessageTimeout = TIME)
        void first(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/message", expose = true, messageTimeout = TIME)
        void message(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/bytes", expose = true, messageTimeout = TIME)
        void bytes(StreamInOut<byte[], byte[]> stream) {
            for (byte[] message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/small", expose = true, maxMessageSize = 10)
        void small(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(
                path = "/none",
                expose = true,
                messagesPerSecond = 0,
                maxLifetime = 0,
                idleTimeout = 0,
                firstMessageTimeout = 0,
                messageTimeout = 0)
        void none(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }
    }

    @BeforeEach
    void fresh() {
        go = new CountDownLatch(1);
    }

    @AfterEach
    void noMore() {
        go.countDown();
        log.close();
    }

    @Test
    void aClientThatSendsTooFastIsClosed() {
        try (WebSocketWire wire = open("/rate")) {
            for (int i = 0; i < 200; i++) wire.sendText("\"x\"");
            assertClosed(wire.skipToClose(), "resource_exhausted", "too many messages: messages-per-second is 20");
        }
        until("the log to know", () -> !log.of("Streams closed at the limit messages-per-second: 1, the last Stream ")
                .isEmpty());
    }

    @Test
    void aClientThatSendsWhatItMayIsNot() throws Exception {
        try (WebSocketWire wire = open("/rate")) {
            for (int i = 0; i < 30; i++) {
                assertThat(wire.sendText("\"" + i + "\"").text()).isEqualTo("\"" + i + "\"");
                TimeUnit.MILLISECONDS.sleep(55);
            }
        }
    }

    @Test
    void whatAClientSendsWhileItIsHeldBackIsNotTooFast() throws Exception {
        try (WebSocketWire wire = open("/rate-and-slow")) {
            wire.sendText("\"0\"").sendText("\"1\"");
            until("the client to be held back", () -> Jmx.streams().getPausedInboxes() == 1);
            for (int i = 2; i < 24; i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                wire.sendText("\"" + i + "\"");
            }
            go.countDown();
            for (int i = 0; i < 24; i++) assertThat(wire.text()).isEqualTo("\"" + i + "\"");
        }
    }

    @Test
    void aStreamThatIsTooOldIsClosedWhateverItDoes() {
        long start = System.nanoTime();
        String message = "the stream is open for too long: max-lifetime is 3000 ms";
        try (WebSocketWire echo = open("/lifetime");
                WebSocketWire ticks = open("/ticks")) {
            assertThat(echo.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
            assertLate(ticks.skipToClose(), message);
            assertThat(millisSince(start)).isGreaterThanOrEqualTo(TIME);
            assertLate(echo.closing(), message);
        }
    }

    @Test
    void aStreamWithoutMessagesIsClosedThoughItsClientAnswersPings() {
        long start = System.nanoTime();
        try (WebSocketWire wire = open("/idle")) {
            wire.sendText("\"\"");
            boolean here = false;
            WebSocketWire.Message message = wire.next();
            while (message.opcode() != 8) {
                if (message.opcode() == 1) here = true;
                if (message.opcode() == 9) wire.sendFrame(0x8a, message.payload());
                message = wire.next();
            }
            assertThat(here).isTrue();
            assertThat(new String(message.payload(), 2, message.payload().length - 2, StandardCharsets.UTF_8))
                    .contains("no message for too long: idle-timeout is 3000 ms");
            assertThat(millisSince(start)).isBetween((long) TIME, 10L * TIME);
        }
    }

    @Test
    void aStreamWithMessagesInOneDirectionIsNotIdle() throws Exception {
        try (WebSocketWire ticks = open("/idle-ticks");
                WebSocketWire wire = open("/idle")) {
            Thread answers = pongs(wire);
            for (int i = 0; i < 3 * TIME / 100; i++) {
                assertThat(ticks.text()).isEqualTo("\"tick\"");
                wire.sendText("\"still here\"");
            }
            assertThat(answers.isAlive()).as("still open").isTrue();
            assertLate(ticks.closing(), "no message for too long: idle-timeout is 3000 ms");
            answers.join(20_000);
            assertThat(answers.isAlive()).isFalse();
        }
    }

    private static Thread pongs(WebSocketWire wire) {
        Thread thread = new Thread(() -> {
            WebSocketWire.Message message = wire.next();
            while (message.opcode() != 8) {
                if (message.opcode() == 9) wire.sendFrame(0x8a, message.payload());
                message = wire.next();
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void aMessageThatWaitsForTheClientOrForTheHandlerIsNoIdleness() throws Exception {
        try (WebSocketWire unread = open("/idle-unread");
                WebSocketWire slow = open("/idle-and-slow")) {
            for (int i = 0; i < 3; i++) slow.sendText("\"" + i + "\"");
            until("the slow consumer to be closed", () -> !log.of("of timed.idleUnread is closed as a slow consumer")
                    .isEmpty());
            go.countDown();
            for (int i = 0; i < 3; i++) assertThat(slow.text()).isEqualTo("\"" + i + "\"");
        }
    }

    @Test
    void aClientThatSendsNoFirstMessageIsClosed() {
        try (WebSocketWire wire = open("/first");
                WebSocketWire other = open("/first")) {
            assertThat(other.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
            assertLate(wire.closing(), "the first message takes too long: first-message-timeout is 3000 ms");
            assertThat(other.isSilent(Duration.ofMillis(600))).isTrue();
            assertThat(other.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"/message, 1", "/bytes, 2"})
    void aMessageThatNeverEndsIsClosed(String path, int opcode) throws Exception {
        long start = System.nanoTime();
        try (WebSocketWire wire = open(path)) {
            byte[] part = "x".repeat(20_000).getBytes(StandardCharsets.UTF_8); // less, of bytes, the server gathers
            wire.sendFrame(opcode, part);
            for (int i = 0; i < 5; i++) {
                wire.sendFrame(0, part);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertLate(wire.closing(), "the message takes too long: message-timeout is 3000 ms");
            assertThat(millisSince(start)).isGreaterThanOrEqualTo(TIME);
        }
    }

    @Test
    void messagesThatEndInTimeAreNotOne() throws Exception {
        try (WebSocketWire wire = open("/message")) {
            for (int i = 0; i < 6; i++) {
                wire.sendFrame(1, "\"he".getBytes(StandardCharsets.UTF_8));
                TimeUnit.MILLISECONDS.sleep(TIME / 5);
                wire.sendFrame(0x80, "llo\"".getBytes(StandardCharsets.UTF_8));
                assertThat(wire.text()).isEqualTo("\"hello\"");
            }
        }
    }

    @Test
    void withoutLimitsNothingIsClosed() {
        try (WebSocketWire wire = open("/none")) {
            for (int i = 0; i < 500; i++)
                assertThat(wire.sendText("\"x\"").text()).isEqualTo("\"x\"");
            assertThat(wire.isSilent(Duration.ofMillis(600))).isTrue();
            assertThat(wire.sendText("\"x\"").text()).isEqualTo("\"x\"");
        }
    }

    @Test
    void streamsThatAreClosedAreCountedByLimit() {
        Map<String, Long> before = Jmx.streams().getLimitedStreams();
        try (WebSocketWire wire = open("/small")) {
            assertThat(wire.sendText("\"" + "x".repeat(10) + "\"").closing().code())
                    .isEqualTo(1009);
        }
        try (WebSocketWire wire = open("/rate")) {
            for (int i = 0; i < 200; i++) wire.sendText("\"x\"");
            assertThat(wire.skipToClose().code()).isEqualTo(1008);
        }
        Map<String, Long> after = Jmx.streams().getLimitedStreams();
        assertThat(after)
                .hasSize(6)
                .containsEntry("max-message-size", before.get("max-message-size") + 1)
                .containsEntry("messages-per-second", before.get("messages-per-second") + 1)
                .containsEntry("idle-timeout", before.get("idle-timeout"));
    }

    private static void assertLate(Close close, String message) {
        assertClosed(close, "deadline_exceeded", message);
    }

    private static void assertClosed(Close close, String code, String message) {
        assertThat(close.code()).isEqualTo(1008);
        assertThat(close.reason()).isEqualTo("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}");
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
