package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Undeploy with open streams. */
class ShutdownTest {

    private static final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @StreamService
    static class Busy {

        @StreamEndpoint(path = "/reads", expose = true)
        void reads(StreamInOut<String, String> stream) {
            stream.send("go");
            stream.forEach(message -> {});
            events.add("read to the end");
        }

        @StreamEndpoint(path = "/sends", expose = true)
        void sends(StreamOut<String> stream) throws InterruptedException {
            stream.send("go");
            try {
                new CountDownLatch(1).await();
            } finally {
                events.add("interrupted");
            }
        }

        @PreDestroy
        void destroyed() {
            events.add("destroyed");
        }
    }

    @Test
    void everyStreamIsClosedWith1001AndEveryHandlerEndsBeforeTheBeansDo() throws Exception {
        List<WebSocketWire> wires = new ArrayList<>();
        try (EmbeddedServer server =
                EmbeddedServer.builder().port(0).beans(Busy.class).start()) {
            for (int i = 0; i < 20; i++) wires.add(WebSocketWire.open(server.uri(i % 2 == 0 ? "/reads" : "/sends")));
            for (WebSocketWire wire : wires) assertThat(wire.text()).isEqualTo("\"go\"");
        }
        for (WebSocketWire wire : wires) {
            assertThat(wire.closing().code()).isEqualTo(1001);
            wire.close();
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 21; i++) all.add(events.poll(10, TimeUnit.SECONDS));
        assertThat(all.subList(0, 20)).containsOnly("read to the end", "interrupted");
        assertThat(all.get(20)).isEqualTo("destroyed");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().matches("rivulet-(watchdog|\\d+)")) continue;
            thread.join(10_000);
            assertThat(thread.isAlive())
                    .as("%s %s", thread.getName(), List.of(thread.getStackTrace()))
                    .isFalse();
        }
    }
}
