package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Clients that do not read, and handlers that do not. */
class FlowTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Flowing.class);

    private static final String KILOBYTE = "x".repeat(1024);
    private static final int MANY = 100_000; // 100 MB, far more than sockets and outbox hold

    private static final AtomicInteger produced = new AtomicInteger();
    private static final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private static volatile CountDownLatch go = new CountDownLatch(1);

    @BeforeEach
    void fresh() {
        produced.set(0);
        events.clear();
        go = new CountDownLatch(1);
    }

    @StreamService
    static class Flowing {

        @StreamEndpoint(path = "/stream", expose = true)
        Stream<String> stream() {
            return Stream.generate(Flowing::produce).limit(MANY).onClose(() -> events.add("closed"));
        }

        @StreamEndpoint(path = "/iterable", expose = true)
        Iterable<String> iterable() {
            return new ClosingIterable();
        }

        @StreamEndpoint(path = "/publisher", expose = true)
        Flow.Publisher<String> publisher() {
            return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                private final AtomicLong requested = new AtomicLong();

                @Override
                public void request(long n) {
                    if (requested.getAndAdd(n) > 0) return;
                    long left = n;
                    while (left > 0) {
                        subscriber.onNext(produce());
                        left = requested.decrementAndGet();
                    }
                }

                @Override
                public void cancel() {
                    events.add("closed");
                }
            });
        }

        @StreamEndpoint(path = "/slow-client", expose = true, sendTimeout = 300, outboxMessages = 8)
        void slowClient(StreamOut<String> stream) {
            stream.onClose(how -> events.add("onClose " + how.code()));
            try {
                while (true) stream.send(produce());
            } catch (StreamClosedException e) {
                events.add("send refused " + e.close().code());
            }
        }

        @StreamEndpoint(path = "/try", expose = true, outboxMessages = 4)
        void trySend(StreamInOut<String, String> stream) {
            while (!stream.sendAsync(KILOBYTE).toCompletableFuture().isCompletedExceptionally()) {
                produced.incrementAndGet(); // a write that has begun may complete yet, and make room
                while (stream.trySend(KILOBYTE)) produced.incrementAndGet();
            }
            events.add("full");
            stream.receive();
        }

        @StreamEndpoint(path = "/slow-handler", expose = true, inboxMessages = 100)
        long slowHandler(StreamIn<String> stream) throws InterruptedException {
            go.await();
            long count = 0;
            for (String message : stream) {
                if (message.isEmpty()) break;
                if (message.length() == 1024) count++;
            }
            return count;
        }

        private static String produce() {
            produced.incrementAndGet();
            return KILOBYTE;
        }
    }

    private static final class ClosingIterable implements Iterable<String>, AutoCloseable {

        @Override
        public java.util.Iterator<String> iterator() {
            return Stream.generate(Flowing::produce).iterator();
        }

        @Override
        public void close() {
            events.add("closed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/iterable", "/publisher"})
    void aSequenceIsPulledNoFasterThanTheClientReadsAndClosedWhenItGoes(String path) throws Exception {
        try (WebSocketWire wire = open(path)) {
            int stalled = awaitStall();
            assertThat(stalled).isLessThan(MANY / 2);
            for (int i = 0; i < stalled + 2000; i++) wire.text();
            assertThat(produced.get()).isGreaterThan(stalled);
        }
        assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void aSlowConsumerIsClosedAndTheHandlerTold() throws Exception {
        try (WebSocketWire wire = open("/slow-client")) {
            assertThat(new String[] {next(), next()}).containsExactlyInAnyOrder("send refused 1013", "onClose 1013");
        }
    }

    @Test
    void trySendAndSendAsyncDoNotWaitForRoom() throws Exception {
        try (WebSocketWire wire = open("/try")) {
            assertThat(next()).isEqualTo("full");
            int accepted = produced.get();
            for (int i = 0; i < accepted; i++) assertThat(wire.text()).hasSize(1026);
            assertThat(wire.sendText("\"\"").closing().code()).isEqualTo(1000);
        }
    }

    @Test
    void aHandlerThatDoesNotReadHoldsTheClientBackAndLosesNothing() throws Exception {
        try (WebSocketWire wire = open("/slow-handler")) {
            AtomicInteger sent = new AtomicInteger();
            byte[] frame = WebSocketWire.frame(0x81, ('"' + KILOBYTE + '"').getBytes());
            Thread sender = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    wire.sendRaw(frame);
                    sent.incrementAndGet();
                }
                wire.sendText("\"\"");
            });
            sender.start();
            int stalled = awaitStall(sent);
            assertThat(stalled).isLessThan(20_000);
            go.countDown();
            assertThat(wire.text()).isEqualTo("20000");
            sender.join();
        }
    }

    private static int awaitStall() throws InterruptedException {
        return awaitStall(produced);
    }

    /** The count once it has not moved for a while, which is the point of the tests here: they look for something not to happen. */
    private static int awaitStall(AtomicInteger count) throws InterruptedException {
        int before = -1;
        while (before != count.get() || before == 0) {
            before = count.get();
            TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(300).toMillis());
        }
        return before;
    }

    private static String next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
