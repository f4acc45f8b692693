package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Clients that are silent: those that are gone are noticed, those that only wait are kept. */
class HeartbeatTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Beating.class);

    private static final long INTERVAL = 400;
    private static final int INBOX = 4;

    private static volatile Observed observed = new Observed();

    /** What one test sees of its stream; a stream that outlives its test talks to nobody. */
    private static final class Observed {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final CountDownLatch go = new CountDownLatch(1);
        volatile String id = "";

        void open(RivuletStream stream) {
            id = stream.id();
            stream.onClose(how -> events.add("onClose " + how));
        }

        String next() throws InterruptedException {
            return events.poll(30, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void fresh() {
        observed = new Observed();
    }

    @StreamService
    static class Beating {

        @StreamEndpoint(path = "/echo", expose = true, heartbeat = INTERVAL)
        void echo(StreamInOut<String, String> stream) {
            Observed by = observed;
            by.open(stream);
            for (String message : stream) stream.send(message);
            by.events.add("end");
        }

        @StreamEndpoint(path = "/bytes", expose = true, heartbeat = INTERVAL)
        void bytes(StreamInOut<byte[], byte[]> stream) {
            for (byte[] message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/ticks", expose = true, heartbeat = INTERVAL)
        void ticks(StreamOut<String> stream) throws InterruptedException {
            Observed by = observed;
            by.open(stream);
            try {
                while (stream.isOpen()) {
                    stream.send("tick");
                    Thread.sleep(INTERVAL / 4);
                }
            } finally {
                by.events.add("end");
            }
        }

        @StreamEndpoint(path = "/flood", expose = true, heartbeat = INTERVAL, sendTimeout = 4 * INTERVAL)
        void flood(StreamOut<byte[]> stream) {
            observed.open(stream);
            while (true) stream.send(new byte[8 << 20]); // until the sockets are full
        }

        @StreamEndpoint(path = "/slow-handler", expose = true, heartbeat = INTERVAL, inboxMessages = INBOX)
        void slowHandler(StreamInOut<String, String> stream) throws InterruptedException {
            Observed by = observed;
            by.open(stream);
            by.go.await();
            for (String message : stream) {
                if (stream.isOpen()) stream.send(message);
            }
            by.events.add("end");
        }
    }

    @Test
    void aSilentClientIsPingedThenLost() throws Exception {
        Log log = new Log();
        long start = System.nanoTime();
        try (WebSocketWire wire = open("/echo")) {
            ping(wire);
            assertThat(millisSince(start)).isGreaterThanOrEqualTo(INTERVAL);
            isCut(wire);
            assertThat(millisSince(start)).isGreaterThanOrEqualTo(2 * INTERVAL);
            assertThat(new String[] {observed.next(), observed.next()})
                    .containsExactlyInAnyOrder("end", "onClose 1006 the client does not answer");
            assertThat(log.of(observed.id)).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.INFO);
                assertThat(line.getMessage()).contains("its client was pinged and has sent nothing for 400 ms");
            });
        } finally {
            log.close();
        }
    }

    @Test
    void aClientThatOnlyAnswersPingsIsKept() {
        try (WebSocketWire wire = open("/echo")) {
            for (int i = 0; i < 3; i++) {
                ping(wire);
                pong(wire);
            }
            assertThat(wire.sendText("\"still here\"").text()).isEqualTo("\"still here\"");
        }
    }

    @Test
    void aClientThatOnlySendsMessagesIsKept() throws Exception {
        try (WebSocketWire wire = open("/echo")) {
            forIntervals(4, () -> wire.sendText("\"still here\""));
            wire.sendText("\"bye\"");
            WebSocketWire.Message message = wire.next();
            while (!message.text().equals("\"bye\"")) message = wire.next();
            assertThat(observed.events).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"/echo, 1", "/bytes, 2"})
    void aClientThatIsInTheMiddleOfAMessageIsKept(String path, int opcode) throws Exception {
        try (WebSocketWire wire = open(path)) {
            wire.sendFrame(opcode, "\"".getBytes(StandardCharsets.UTF_8));
            byte[] part =
                    "x".repeat(20_000).getBytes(StandardCharsets.UTF_8); // Undertow gathers less, of a binary message
            forIntervals(4, () -> wire.sendFrame(0, part));
            wire.sendFrame(0x80, "\"".getBytes(StandardCharsets.UTF_8));
            WebSocketWire.Message message = wire.next();
            while (message.opcode() == 9) message = wire.next(); // a busy machine
            assertThat(message.text()).startsWith("\"xxx").endsWith("x\"");
        }
    }

    @Test
    void aClientThatReadsButAnswersNoPingIsLost() throws Exception {
        try (WebSocketWire wire = open("/ticks")) {
            isCut(wire);
            assertThat(new String[] {observed.next(), observed.next()})
                    .containsExactlyInAnyOrder("end", "onClose 1006 the client does not answer");
        }
    }

    @Test
    void aClientThatDoesNotTakeItsMessagesIsASlowConsumerAndNotSilent() throws Exception {
        try (WebSocketWire wire = open("/flood")) {
            assertThat(observed.next()).startsWith("onClose 1013");
        }
    }

    @Test
    void aClientThatIsHeldBackIsKeptAndHasAWholeIntervalAfterwards() {
        try (WebSocketWire wire = open("/slow-handler")) {
            for (int i = 0; i < INBOX; i++) wire.sendText("\"" + i + "\"");
            for (int i = 0; i < 3; i++) ping(wire);
            observed.go.countDown();
            for (int i = 0; i < INBOX; i++) assertThat(wire.text()).isEqualTo("\"" + i + "\"");
            ping(wire);
            pong(wire);
            ping(wire);
            assertThat(wire.sendText("\"still here\"").text()).isEqualTo("\"still here\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aClientThatGoesWhileItIsHeldBackIsLost(boolean reset) throws Exception {
        WebSocketWire wire = open("/slow-handler");
        for (int i = 0; i < 100; i++) wire.sendText("\"" + "x".repeat(1000) + "\"");
        ping(wire);
        assertThat(observed.events).isEmpty();
        Consumer<WebSocketWire> end = reset ? WebSocketWire::reset : WebSocketWire::close;
        end.accept(wire);
        assertThat(observed.next()).startsWith("onClose 1006");
        observed.go.countDown();
        assertThat(observed.next()).isEqualTo("end");
    }

    private static void forIntervals(int intervals, Runnable action) throws InterruptedException {
        long start = System.nanoTime();
        while (millisSince(start) < intervals * INTERVAL) {
            action.run();
            Thread.sleep(INTERVAL / 8);
        }
    }

    private static void isCut(WebSocketWire wire) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 50; i++) wire.next();
                })
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .isNotInstanceOf(SocketTimeoutException.class);
    }

    private static void ping(WebSocketWire wire) {
        assertThat(wire.next().opcode()).isEqualTo(9);
    }

    private static void pong(WebSocketWire wire) {
        wire.sendFrame(0x8a, new byte[0]);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }

    private static final class Log extends Handler {

        private final Logger logger = Logger.getLogger("org.rivulet");
        private final Queue<LogRecord> lines = new ConcurrentLinkedQueue<>();

        Log() {
            logger.addHandler(this);
        }

        List<LogRecord> of(String id) {
            return lines.stream().filter(line -> line.getMessage().contains(id)).toList();
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
