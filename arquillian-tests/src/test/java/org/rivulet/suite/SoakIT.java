package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Message;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/** Five hundred streams of all sorts for a while, {@code -Dsoak.minutes}: what does not come back would show. Only with the profile soak. */
@ServerTest
@Tag("soak")
class SoakIT extends SuiteClient {

    private static final Duration SOAK = Duration.ofMinutes(Integer.getInteger("soak.minutes", 20));
    private static final int EACH = 100;
    private static final int SAMPLES = 80;
    private static final int MESSAGE = 1 << 10;
    private static final int PONG = 0x8a;
    private static final int PING = 9;
    private static final int TEXT = 1;

    /** What pools may do meanwhile. */
    private static final int SERVERS_OWN_THREADS = 20;

    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(16);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<WebSocketWire> wires = new ArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();

    @Test
    void nothingGrows() throws Exception {
        List<Memory> samples = new ArrayList<>();
        try {
            for (int i = 0; i < EACH; i++) startOneOfEach();
            for (int i = 0; i < SAMPLES; i++) {
                TimeUnit.MILLISECONDS.sleep(SOAK.toMillis() / SAMPLES);
                samples.add(memory());
                assertThat(failures).isEmpty();
            }
        } finally {
            clients.shutdownNow();
            wires.forEach(WebSocketWire::close);
        }
        assertFlat(samples);
        go("soak"); // what waits for slow handlers is read before they end
        Waiting.until(Duration.ofMinutes(2), "counters to return to zero", () -> memory().counters()
                .equals(Counters.ZERO));
    }

    private void startOneOfEach() {
        WebSocketWire echoing = open("/echo");
        every(200, () -> echo(echoing));
        WebSocketWire unread = open("/flows/stalled");
        every(1000, () -> readSome(unread));
        WebSocketWire idle = open("/echo/text");
        every(
                10_000,
                () -> idle.sendFrame(PONG, new byte[0])); // one that nobody asked for says as much (RFC 6455, 5.5.3)
        WebSocketWire unhandled = open("/floods/slow/soak");
        Sending.numbers(unhandled, Integer.MAX_VALUE, MESSAGE);
        wires.addAll(List.of(echoing, unread, idle, unhandled));
        every(2000, this::visit);
    }

    private void every(int millis, Runnable task) {
        Runnable watched = () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                if (!clients.isShutdown()) failures.add(e);
            }
        };
        var unused = clients.scheduleWithFixedDelay(watched, 0, millis, TimeUnit.MILLISECONDS);
    }

    private static void echo(WebSocketWire wire) {
        String note = Sending.note(1, "soak");
        assertThat(wire.sendText(note).text()).isEqualTo(note);
    }

    /**
     * Slower than the handler sends, but fast enough for the send timeout: Linux lets a socket be written to again when a third of what it holds has gone, which
     * may be a mebibyte.
     */
    private static void readSome(WebSocketWire wire) {
        for (int i = 0; i < 150; i++) {
            Message message = wire.next();
            if (message.opcode() == PING) wire.sendFrame(PONG, message.payload());
            else assertThat(message.opcode()).as("%s", message).isEqualTo(TEXT);
        }
    }

    private void visit() {
        try (WebSocketWire wire = open("/echo")) {
            echo(wire);
            switch (visits.incrementAndGet() % 3) {
                case 0 -> wire.reset();
                case 1 -> assertThat(wire.sendClose(1000, "").closing().code()).isEqualTo(1000);
                default -> {
                    // ends by FIN
                }
            }
        }
    }

    /** The first quarter, but for its beginning, against the last: by their medians, since a sample is of one moment. */
    private static void assertFlat(List<Memory> samples) {
        List<Memory> first = samples.subList(SAMPLES / 16, SAMPLES / 4);
        List<Memory> last = samples.subList(SAMPLES - SAMPLES / 4, SAMPLES);
        assertThat(median(last)).as("%s", samples).isLessThanOrEqualTo(median(first) * 105 / 100);
        assertThat(threads(last)).as("%s", samples).isLessThanOrEqualTo(threads(first) + SERVERS_OWN_THREADS);
    }

    private static long median(List<Memory> samples) {
        long[] sorted = samples.stream().mapToLong(Memory::heap).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static int threads(List<Memory> samples) {
        return samples.stream().mapToInt(Memory::threads).max().orElseThrow();
    }

    private Memory memory() {
        return Memory.at(server.uri("/memory"));
    }
}
