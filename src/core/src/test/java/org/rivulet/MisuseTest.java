package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;

/** What a stream does with a handler that does the wrong thing, and with a client that goes away. */
class MisuseTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Misusing.class);

    private static final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    @StreamService
    static class Misusing {

        @StreamEndpoint(path = "/send-after-close", expose = true)
        void sendAfterClose(StreamInOut<String, String> stream) {
            stream.close();
            stream.close();
            stream.close(ErrorCode.INTERNAL, "too late");
            assertThat(stream.isOpen()).isFalse();
            assertThatThrownBy(() -> stream.send("x")).isInstanceOf(StreamClosedException.class);
            assertThatThrownBy(() -> stream.trySend("x")).isInstanceOf(StreamClosedException.class);
            assertThatThrownBy(() -> stream.sendAsync("x").toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StreamClosedException.class);
            assertThatThrownBy(stream::receive).isInstanceOf(StreamClosedException.class);
            assertThat(stream.iterator()).isExhausted();
            seen.add("all refused");
        }

        @StreamEndpoint(path = "/receive-after-end", expose = true)
        void receiveAfterEnd(StreamIn<String> stream) {
            List<String> all = new ArrayList<>();
            for (String message : stream) all.add(message);
            assertThatThrownBy(stream::receive).isInstanceOfSatisfying(StreamClosedException.class, e -> {
                assertThat(e.close().code()).isEqualTo(4321);
                assertThat(e.close().reason()).isEqualTo("bye");
                assertThat(e.streamId()).isEqualTo(stream.id());
            });
            assertThatThrownBy(() -> stream.receive(Duration.ofSeconds(5))).isInstanceOf(StreamClosedException.class);
            assertThat(stream.iterator()).isExhausted();
            seen.add(all);
        }

        @StreamEndpoint(path = "/close-in-loop", expose = true)
        void closeInLoop(StreamInOut<String, String> stream) {
            int count = 0;
            for (String message : stream) {
                count++;
                stream.send(message);
                stream.close();
            }
            seen.add(count);
        }

        @StreamEndpoint(path = "/break", expose = true)
        void breaks(StreamInOut<String, String> stream) {
            for (String message : stream) {
                stream.send("first " + message);
                break;
            }
            for (String message : stream) {
                stream.send("second " + message);
                break;
            }
        }

        @StreamEndpoint(path = "/throws-in-loop", expose = true)
        void throwsInLoop(StreamInOut<String, String> stream) {
            for (String message : stream) throw new StreamException(ErrorCode.ABORTED, message);
        }

        @StreamEndpoint(path = "/timeout", expose = true)
        void timeout(StreamInOut<String, String> stream) {
            Optional<String> nothing = stream.receive(Duration.ofMillis(20));
            stream.send(nothing.isEmpty() ? "nothing" : "something");
            stream.send(stream.receive(Duration.ofSeconds(10)).orElseThrow());
        }

        @StreamEndpoint(path = "/sixteen", expose = true)
        void sixteen(StreamOut<String> stream) throws InterruptedException {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 16; t++) {
                String name = Integer.toString(t);
                threads.add(new Thread(() -> {
                    for (int i = 0; i < 500; i++) stream.send(name + ":" + i);
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) thread.join();
        }

        @StreamEndpoint(path = "/unencodable", expose = true)
        void unencodable(StreamOut<Object> stream) {
            assertThatThrownBy(() -> stream.send(new Object() {
                        public String getBad() {
                            throw new IllegalStateException();
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> stream.send(null)).isInstanceOf(NullPointerException.class);
            stream.send("still open");
        }

        @StreamEndpoint(path = "/outlives", expose = true)
        void outlives(StreamInOut<String, String> stream) throws InterruptedException {
            CountDownLatch gone = new CountDownLatch(1);
            stream.onClose(how -> gone.countDown());
            stream.send("go");
            gone.await();
            assertThat(stream.isOpen()).isFalse();
            assertThatThrownBy(() -> stream.send("x")).isInstanceOf(StreamClosedException.class);
            CompletableFuture<StreamClose> late = new CompletableFuture<>();
            stream.onClose(late::complete);
            seen.add(late.join().code());
        }

        @StreamEndpoint(path = "/only-sends", expose = true)
        void onlySends(StreamOut<String> stream) throws InterruptedException {
            try {
                stream.send("go");
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                seen.add("interrupted");
                throw e;
            }
        }

        @StreamEndpoint(path = "/waits", expose = true)
        void waits(StreamInOut<String, String> stream) {
            stream.send("go");
            int count = 0;
            for (String ignored : stream) count++;
            seen.add(count);
        }

        @StreamEndpoint(path = "/about", expose = true)
        void about(StreamOut<List<String>> stream) {
            stream.attributes().put("a", "b");
            stream.send(List.of(
                    stream.path(),
                    stream.remoteAddress().getAddress().getHostAddress(),
                    stream.attributes().toString(),
                    stream.id()));
        }
    }

    @Test
    void everythingIsRefusedAfterClose() throws Exception {
        try (WebSocketWire wire = open("/send-after-close")) {
            assertThat(wire.closing()).isEqualTo(new Close(1000, ""));
            assertThat(next()).isEqualTo("all refused");
        }
    }

    @Test
    void messagesBeforeTheEndAreReadAndThenThereAreNone() throws Exception {
        try (WebSocketWire wire = open("/receive-after-end")) {
            wire.sendText("\"a\"").sendText("\"b\"").sendClose(4321, "bye");
            assertThat(next()).isEqualTo(List.of("a", "b"));
        }
    }

    @Test
    void closingInTheLoopEndsIt() throws Exception {
        try (WebSocketWire wire = open("/close-in-loop")) {
            assertThat(wire.sendText("\"a\"").text()).isEqualTo("\"a\"");
            assertThat(wire.closing()).isEqualTo(new Close(1000, ""));
            assertThat(next()).isEqualTo(1);
        }
    }

    @Test
    void breakingOutOfTheLoopLeavesTheStreamOpen() {
        try (WebSocketWire wire = open("/break")) {
            assertThat(wire.sendText("\"a\"").text()).isEqualTo("\"first a\"");
            assertThat(wire.sendText("\"b\"").text()).isEqualTo("\"second b\"");
            assertThat(wire.closing()).isEqualTo(new Close(1000, ""));
        }
    }

    @Test
    void anExceptionInTheLoopClosesWithItsCode() {
        try (WebSocketWire wire = open("/throws-in-loop")) {
            assertThat(wire.sendText("\"a\"").closing())
                    .isEqualTo(new Close(4409, "{\"code\":\"aborted\",\"message\":\"a\"}"));
        }
    }

    @Test
    void receiveWithATimeoutComesBackEmpty() {
        try (WebSocketWire wire = open("/timeout")) {
            assertThat(wire.text()).isEqualTo("\"nothing\"");
            assertThat(wire.sendText("\"a\"").text()).isEqualTo("\"a\"");
        }
    }

    @Test
    void sixteenThreadsSendAtOnceEachInItsOrder() {
        try (WebSocketWire wire = open("/sixteen")) {
            int[] expected = new int[16];
            Set<String> all = new HashSet<>();
            for (int i = 0; i < 16 * 500; i++) {
                String text = wire.text().replace("\"", "");
                String[] parts = text.split(":");
                assertThat(Integer.parseInt(parts[1])).isEqualTo(expected[Integer.parseInt(parts[0])]++);
                all.add(text);
            }
            assertThat(all).hasSize(16 * 500);
            assertThat(wire.closing()).isEqualTo(new Close(1000, ""));
        }
    }

    @Test
    void aMessageThatCannotBeEncodedLeavesTheStreamOpen() {
        try (WebSocketWire wire = open("/unencodable")) {
            assertThat(wire.text()).isEqualTo("\"still open\"");
            assertThat(wire.closing()).isEqualTo(new Close(1000, ""));
        }
    }

    @Test
    void aHandlerMayOutliveItsClient() throws Exception {
        try (WebSocketWire wire = open("/outlives")) {
            wire.text();
            wire.sendClose(4000, "");
            assertThat(next()).isEqualTo(4000);
        }
    }

    @Test
    void aClientThatVanishesInterruptsAHandlerThatOnlySends() throws Exception {
        WebSocketWire wire = open("/only-sends");
        wire.text();
        wire.close();
        assertThat(next()).isEqualTo("interrupted");
    }

    @Test
    void aClientThatResetsInterruptsAHandlerThatOnlySends() throws Exception {
        WebSocketWire wire = open("/only-sends");
        wire.text();
        wire.reset();
        assertThat(next()).isEqualTo("interrupted");
    }

    @Test
    void aClientThatVanishesEndsTheIteration() throws Exception {
        WebSocketWire wire = open("/waits");
        wire.text();
        wire.sendText("\"a\"").close();
        assertThat(next()).isEqualTo(1);
    }

    @Test
    void aStreamKnowsWhereItComesFrom() {
        try (WebSocketWire wire = open("/about?q=1")) {
            assertThat(wire.text()).matches("\\[\"/about\",\"127.0.0.1\",\"\\{a=b\\}\",\"[0-9a-f-]{36}\"\\]");
        }
    }

    private static Object next() throws InterruptedException {
        return seen.poll(10, TimeUnit.SECONDS);
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
