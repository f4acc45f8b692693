package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** More clients, or more messages, than there is room for: those that are served are served well, the others are told. */
class OverloadTest {

    private static final String HANDLERS = "rivulet.handler-threads";
    private static final String MEMORY = "rivulet.queued-bytes";
    private static final String GRACE = "rivulet.grace-period";
    private static final int SMALL = 512 * 1024;
    private static final int PART = 32 * 1024;

    @StreamService
    static class Chats {

        @StreamEndpoint(path = "/echo", expose = true)
        void echo(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        /** Nobody reads, so only a ping that fails tells that the client has gone. */
        @StreamEndpoint(path = "/stopped", expose = true, heartbeat = 500)
        void stopped(StreamInOut<String, String> stream) throws InterruptedException {
            stream.send("ready");
            synchronized (stream) {
                while (stream.isOpen()) stream.wait(100);
            }
        }
    }

    @AfterEach
    void defaults() {
        System.clearProperty(HANDLERS);
        System.clearProperty(MEMORY);
        System.clearProperty(GRACE);
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void streamsPastTheHandlerThreadsAreRefusedBeforeTheUpgrade() throws Exception {
        System.setProperty(HANDLERS, "8");
        ExecutorService clients = Executors.newFixedThreadPool(16);
        List<WebSocketWire> served = new ArrayList<>();
        try (EmbeddedServer server = start()) {
            List<Future<WebSocketWire>> all = new ArrayList<>();
            for (int i = 0; i < 64; i++) all.add(clients.submit(() -> WebSocketWire.handshake(server.uri("/echo"))));
            for (Future<WebSocketWire> one : all) {
                WebSocketWire wire = one.get();
                if (wire.reply().status() == 101) {
                    served.add(wire);
                    continue;
                }
                assertThat(wire.reply().status()).isEqualTo(503);
                assertThat(wire.reply().header("Retry-After")).isEqualTo("1");
                assertThat(wire.reply().json().getString("code")).isEqualTo("unavailable");
                wire.close();
            }
            assertThat(served).hasSize(8);
            for (WebSocketWire wire : served) assertEcho(wire);
            served.remove(0).reset();
            until("a place to be free again", () -> opens(server));
        } finally {
            served.forEach(WebSocketWire::close);
            clients.shutdown();
        }
    }

    private static boolean opens(EmbeddedServer server) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/echo"))) {
            return wire.reply().status() == 101;
        }
    }

    @Test
    void whenMemoryIsScarceNewStreamsAreRefusedAndOpenOnesGoOnMessageByMessage() {
        System.setProperty(MEMORY, String.valueOf(SMALL));
        try (EmbeddedServer server = start();
                WebSocketWire open = WebSocketWire.open(server.uri("/echo"));
                WebSocketWire stopped = WebSocketWire.open(server.uri("/stopped"))) {
            assertThat(stopped.text()).isEqualTo("\"ready\"");
            assertEcho(open);
            for (int i = 0; i <= SMALL / PART; i++) stopped.sendText('"' + "x".repeat(PART) + '"');
            until("memory to be scarce", () -> !opens(server));
            try (WebSocketWire refused = WebSocketWire.handshake(server.uri("/echo"))) {
                assertThat(refused.reply().status()).isEqualTo(503);
                assertThat(refused.reply().header("Retry-After")).isEqualTo("1");
            }
            for (int i = 0; i < 100; i++) assertEcho(open);
            for (int i = 0; i < 100; i++) open.sendText("\"together\"");
            for (int i = 0; i < 100; i++) assertThat(open.text()).isEqualTo("\"together\"");
            stopped.reset();
            until("memory to be there again", () -> opens(server));
        }
    }

    @Test
    void messagesThatNeverEndAreGivenUpWhenMemoryIsScarce() {
        System.setProperty(MEMORY, String.valueOf(SMALL));
        List<WebSocketWire> wires = new ArrayList<>();
        try (EmbeddedServer server = start();
                WebSocketWire open = WebSocketWire.open(server.uri("/echo"))) {
            for (int i = 0; i < 4; i++) wires.add(WebSocketWire.open(server.uri("/echo")));
            for (WebSocketWire wire : wires) wire.sendFrame(0x01, new byte[SMALL / 3]);
            assertThat(wires.stream().filter(OverloadTest::closes).count()).isBetween(1L, 4L);
            assertEcho(open);
            wires.forEach(WebSocketWire::reset);
            until("memory to be there again", () -> opens(server));
        }
    }

    private static boolean closes(WebSocketWire wire) {
        if (wire.isSilent(Duration.ofSeconds(1))) return false;
        assertThat(wire.closing().code()).isEqualTo(1013);
        return true;
    }

    @Test
    void streamsMayEndByThemselvesInTheGracePeriodWhileNewOnesAreRefused() throws Exception {
        System.setProperty(GRACE, "20000");
        EmbeddedServer server = start();
        WebSocketWire open = WebSocketWire.open(server.uri("/echo"));
        assertEcho(open);
        Thread stop = new Thread(server::close);
        stop.start();
        until("new streams to be refused", () -> isRefused(server));
        assertEcho(open);
        open.sendClose(1000, "done");
        assertThat(open.closing().code()).isEqualTo(1000);
        open.close();
        stop.join(15_000);
        assertThat(stop.isAlive()).as("waiting though no stream is open").isFalse();
    }

    /** By 503, or since nobody listens any more. */
    private static boolean isRefused(EmbeddedServer server) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/echo"))) {
            return wire.reply().status() != 101;
        } catch (UncheckedIOException gone) {
            return true;
        }
    }

    private static void assertEcho(WebSocketWire wire) {
        assertThat(wire.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
    }

    private static EmbeddedServer start() {
        return EmbeddedServer.builder().port(0).beans(Chats.class).start();
    }
}
