package org.rivulet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Encoder;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.RivuletStream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.Waiting;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Code of the application that does not come back: others do not wait for it, and neither does the end of the application. */
@Timeout(120)
class StuckTest {

    /** Streams have 3 seconds to drain, and handlers 3 seconds to end. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static volatile CountDownLatch released = new CountDownLatch(1);
    private static volatile Queue<String> events = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void fresh() {
        released = new CountDownLatch(1);
        events = new ConcurrentLinkedQueue<>();
    }

    /** A loop that hears no interrupt, until the test is over. */
    private static void loop() {
        CountDownLatch end = released;
        while (end.getCount() > 0) Thread.onSpinWait();
    }

    public static class SlowEncoder implements Encoder.Text<String> {
        @Override
        public String encode(String message) {
            events.add("encoding");
            loop();
            return message;
        }
    }

    @StreamService
    static class Stuck {

        private static void opened(RivuletStream stream) {
            stream.onClose(how -> events.add("closed " + how.code()));
        }

        @StreamEndpoint(path = "/echo", expose = true)
        void echo(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/loop", expose = true)
        void loops(StreamInOut<String, String> stream) {
            opened(stream);
            stream.send("looping");
            loop();
        }

        @StreamEndpoint(path = "/blocked", expose = true)
        void blocked(StreamOut<String> stream) throws InterruptedException {
            opened(stream);
            stream.send("blocked");
            released.await();
        }

        @StreamEndpoint(path = "/encoder", expose = true, encoders = SlowEncoder.class)
        void encoder(StreamInOut<String, String> stream) {
            opened(stream);
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/listener", expose = true)
        void listener(StreamInOut<String, String> stream) {
            opened(stream);
            stream.onClose(how -> {
                events.add("listening");
                loop();
            });
            stream.send("ready");
        }

        @StreamEndpoint(path = "/continuation", expose = true)
        void continuation(StreamInOut<String, String> stream) {
            opened(stream);
            stream.sendAsync("ready").thenRun(() -> {
                events.add("continuing");
                loop();
            });
            for (String message : stream) stream.send(message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loop", "/blocked", "/encoder", "/listener", "/continuation"})
    void whatIsStuckIsToldWhenTheClientGoesAndNobodyElseWaits(String path) throws Exception {
        try (EmbeddedServer server = start()) {
            try (WebSocketWire wire = WebSocketWire.open(server.uri(path));
                    WebSocketWire other = WebSocketWire.open(server.uri("/echo"))) {
                makeStuck(path, wire);
                assertThat(other.sendText("\"a\"").text()).isEqualTo("\"a\"");
                wire.close();
                awaitEvent("closed");
                assertThat(other.sendText("\"b\"").text()).isEqualTo("\"b\"");
                try (WebSocketWire next = WebSocketWire.open(server.uri("/echo"))) {
                    assertThat(next.sendText("\"c\"").text()).isEqualTo("\"c\"");
                }
            } finally {
                released.countDown();
            }
            Leftovers.awaitHandlers(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/loop", "/blocked", "/encoder", "/listener", "/continuation"})
    void theApplicationStopsAllTheSame(String path) throws Exception {
        EmbeddedServer server = start();
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path));
                WebSocketWire other = WebSocketWire.open(server.uri("/echo"))) {
            makeStuck(path, wire);
            assertThat(other.sendText("\"a\"").text()).isEqualTo("\"a\"");
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close, run -> new Thread(run).start());
            assertThat(other.skipToClose().code()).isEqualTo(1001);
            if (!path.equals("/listener")) assertThat(wire.skipToClose().code()).isEqualTo(1001);
            stop.get(STOP.toSeconds(), TimeUnit.SECONDS);
        } finally {
            released.countDown();
            server.close();
        }
        Leftovers.awaitHandlers(0);
    }

    private static void makeStuck(String path, WebSocketWire wire) {
        switch (path) {
            case "/encoder" -> {
                wire.sendText("\"x\"");
                awaitEvent("encoding");
            }
            case "/listener" -> {
                wire.text();
                wire.closing();
                wire.sendClose(1000, "");
                awaitEvent("listening");
            }
            case "/continuation" -> {
                wire.text();
                awaitEvent("continuing");
            }
            default -> wire.text();
        }
    }

    /** Events come in any order. */
    private static void awaitEvent(String start) {
        Queue<String> all = events;
        Waiting.until(start, () -> all.stream().anyMatch(event -> event.startsWith(start)));
    }

    private static EmbeddedServer start() {
        return EmbeddedServer.builder().port(0).beans(Stuck.class).start();
    }

    @AfterEach
    void release() {
        released.countDown();
    }
}
