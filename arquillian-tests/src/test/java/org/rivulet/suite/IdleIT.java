package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.app.MemoryServlet;
import org.rivulet.suite.app.StreamCounters;
import org.rivulet.suite.idle.Idle;
import org.rivulet.suite.idle.RawIdle;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.EmbeddedProcess;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/** What streams cost on which nothing happens. The figures are written beside the reports: idle.json. */
@ServerTest
@Tag("endurance")
class IdleIT {

    private static final String WAR = "idle.war";
    private static final Duration ENDED = Duration.ofMinutes(1);
    private static final Duration FORGOTTEN = Duration.ofSeconds(10);

    /** As many as handlers may have platform threads, before Java 21. */
    private static final int STREAMS = 1_000;

    /** Enough to tell what a stream costs from what else happens in a JVM meanwhile. */
    private static final int MANY_STREAMS = 10_000;

    /** Beyond this, a stream has what belongs to its server: buffers for messages under way, for one. Tomcat's own sessions have 72 KB of them. */
    private static final long STREAM = 32 << 10;

    /** Measured with Java 25: 8 to 11 KiB, some 5 of them the stack of the handler's virtual thread; the design aims at 4. */
    private static final long MORE_THAN_A_SESSION = 14 << 10;

    /** Pools of a server grow when it opens streams, but not by a thread for each. */
    private static final int SERVERS_OWN_THREADS = 100;

    /** Of the client's, since each has so many ports only. */
    private static final int ADDRESSES = 8;

    @ArquillianResource
    private RunningServer server;

    @Deployment(testable = false)
    static WebArchive idle() {
        return Archives.war(WAR, Idle.class, RawIdle.class, MemoryServlet.class, StreamCounters.class);
    }

    private record Cost(int connections, long heap, long direct, int threads) {

        JsonObject json() {
            return Json.createObjectBuilder()
                    .add("connections", connections)
                    .add("heapBytesEach", heap)
                    .add("directBytesEach", direct)
                    .add("threads", threads)
                    .build();
        }
    }

    @Test
    void anIdleStreamCostsLittle() throws Exception {
        if (server.name().equals("embedded")) {
            try (EmbeddedProcess process = EmbeddedProcess.serving(idle(), MANY_STREAMS)) {
                Figures found = measure(process::uri, MANY_STREAMS);
                assertThat(found.stream.heap).isLessThan(STREAM);
                assertThat(found.stream.heap - found.raw.heap).isLessThan(MORE_THAN_A_SESSION);
                if (process.hasVirtualThreads())
                    assertThat(found.stream.threads).isLessThan(SERVERS_OWN_THREADS);
            }
        } else {
            Figures found = measure(path -> server.uri(WAR, path), STREAMS);
            assertThat(found.stream.heap).isLessThan(Math.max(STREAM, found.raw.heap + MORE_THAN_A_SESSION));
            assertThat(found.stream.threads).isLessThan(STREAMS + SERVERS_OWN_THREADS);
        }
    }

    private record Figures(Cost stream, Cost raw) {}

    private Figures measure(Function<String, URI> uri, int connections) throws IOException {
        cost(uri, "/idle/raw", connections / 10); // what is made once
        cost(uri, "/idle/stream", connections / 10);
        Figures found = new Figures(cost(uri, "/idle/stream", connections), cost(uri, "/idle/raw", connections));
        Path reports = Files.createDirectories(Path.of(System.getProperty("suite.reports")));
        JsonObject figures = Json.createObjectBuilder()
                .add("stream", found.stream.json())
                .add("session", found.raw.json())
                .build();
        Files.writeString(reports.resolve("idle.json"), figures.toString());
        return found;
    }

    private static Cost cost(Function<String, URI> uri, String path, int connections) {
        URI memory = uri.apply("/memory");
        Memory before = Memory.at(memory);
        List<WebSocketWire> wires = new ArrayList<>();
        Memory after;
        try {
            for (int i = 0; i < connections; i++) wires.add(open(uri.apply(path), i));
            after = Memory.at(memory);
        } finally {
            wires.forEach(IdleIT::end);
        }
        Waiting.until(ENDED, "the connections to end", () -> Memory.at(memory)
                .counters()
                .equals(Counters.ZERO));
        awaitMostForgotten(memory, before.heap(), after.heap());
        return new Cost(
                connections,
                (after.heap() - before.heap()) / connections,
                (after.direct() - before.direct()) / connections,
                after.threads() - before.threads());
    }

    /** So that the next ones are not served with it; but a server may keep for them what it likes. */
    private static void awaitMostForgotten(URI memory, long before, long after) {
        long most = before + (after - before) / 5;
        boolean unused = Waiting.holdsWithin(FORGOTTEN, () -> Memory.at(memory).heap() < most);
    }

    /** With a close frame: not every server notices the end of a connection that is silent. */
    private static void end(WebSocketWire wire) {
        try (wire) {
            wire.sendClose(1000, "").closing();
        }
    }

    private static WebSocketWire open(URI uri, int number) {
        try {
            InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) (2 + number % ADDRESSES)});
            return WebSocketWire.open(new Socket(uri.getHost(), uri.getPort(), from, 0), uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
