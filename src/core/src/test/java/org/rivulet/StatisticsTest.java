package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;

/** What an operator sees of the streams. */
class StatisticsTest {

    private static final String KILOBYTE = "\"" + "x".repeat(1022) + "\"";

    private static volatile CountDownLatch go = new CountDownLatch(1);

    @StreamService(name = "counted")
    static class Counted {

        @StreamEndpoint(path = "/waits", expose = true, inboxMessages = 8)
        void waits(StreamInOut<String, String> stream) throws InterruptedException {
            stream.send("ready");
            go.await();
            for (String message : stream) if (message.isEmpty()) return;
        }

        @StreamEndpoint(path = "/floods", expose = true, sendTimeout = 300)
        void floods(StreamOut<String> stream) {
            while (true) stream.send(KILOBYTE);
        }

        @StreamEndpoint(path = "/floods-bytes", expose = true)
        void floodsBytes(StreamOut<byte[]> stream) {
            for (int i = 0; i < 4_000; i++) stream.send(new byte[1024]);
        }

        @StreamEndpoint(path = "/refuses", expose = true, auth = true)
        void refuses(StreamOut<String> stream) {}
    }

    @BeforeEach
    void fresh() {
        go = new CountDownLatch(1);
    }

    @Test
    void openStreamsAreCountedByEndpoint() throws Exception {
        try (EmbeddedServer server = start();
                WebSocketWire one = WebSocketWire.open(server.uri("/waits"));
                WebSocketWire two = WebSocketWire.open(server.uri("/waits"))) {
            StreamsMXBean streams = Jmx.streams();
            assertThat(one.text() + two.text()).isEqualTo("\"ready\"\"ready\"");
            assertThat(streams.getOpenStreams()).isEqualTo(2);
            assertThat(streams.getOpenedStreams()).isEqualTo(2);
            assertThat(streams.getOpenStreamsByEndpoint())
                    .isEqualTo(Map.of(
                            "counted.waits", 2, "counted.floods", 0, "counted.floodsBytes", 0, "counted.refuses", 0));
            one.reset();
            two.sendText("\"\"");
            go.countDown();
            assertThat(two.closing().code()).isEqualTo(1000);
            two.sendClose(1000, "");
            until("both to end", () -> streams.getOpenStreams() == 0);
            assertThat(streams.getOpenedStreams()).isEqualTo(2);
        }
    }

    @Test
    void queuedBytesAndPausesReturnToZeroHoweverAStreamEnds() throws Exception {
        try (EmbeddedServer server = start();
                WebSocketWire read = WebSocketWire.open(server.uri("/waits"));
                WebSocketWire reset = WebSocketWire.open(server.uri("/waits"));
                WebSocketWire unfinished = WebSocketWire.open(server.uri("/waits"))) {
            StreamsMXBean streams = Jmx.streams();
            for (int i = 0; i < 10; i++) {
                read.sendText(KILOBYTE);
                reset.sendText(KILOBYTE);
            }
            unfinished.sendFrame(0x01, new byte[100_000]);
            until("16 messages and most of one to wait", () -> streams.getQueuedBytes() > 16 * 1024 + 64_000);
            until("two clients to be held back", () -> streams.getPausedInboxes() == 2);
            reset.reset();
            unfinished.reset();
            go.countDown();
            read.sendText("\"\"").text();
            until("nothing to wait", () -> streams.getQueuedBytes() == 0);
            until("nobody to be held back", () -> streams.getPausedInboxes() == 0);
        }
    }

    @Test
    void whatAHandlerLeavesUnreadNoLongerWaits() throws Exception {
        try (EmbeddedServer server = start();
                WebSocketWire wire = WebSocketWire.open(server.uri("/waits"))) {
            StreamsMXBean streams = Jmx.streams();
            wire.sendText("\"\"").sendText(KILOBYTE).sendText(KILOBYTE);
            until("three messages to wait", () -> streams.getQueuedBytes() == 2 + 2 * 1024);
            go.countDown();
            wire.text();
            assertThat(wire.closing().code()).isEqualTo(1000);
            until("nothing to wait", () -> streams.getQueuedBytes() == 0);
        }
    }

    @Test
    void aSlowConsumerIsCountedAndItsBytesAreNot() throws Exception {
        try (EmbeddedServer server = start();
                WebSocketWire wire = WebSocketWire.open(server.uri("/floods"))) {
            StreamsMXBean streams = Jmx.streams();
            assertThat(wire.reply().status()).isEqualTo(101);
            until("the slow consumer", () -> streams.getSlowConsumerCloses() == 1);
            until("nothing to wait", () -> streams.getQueuedBytes() == 0);
        }
    }

    @Test
    void binaryMessagesThatAreWrittenNoLongerWait() {
        try (EmbeddedServer server = start();
                WebSocketWire wire = WebSocketWire.open(server.uri("/floods-bytes"))) {
            for (int i = 0; i < 4_000; i++) assertThat(wire.binary()).hasSize(1024);
            assertThat(wire.closing().code()).isEqualTo(1000);
        }
    }

    @Test
    void refusedHandshakesAreCounted() throws Exception {
        try (EmbeddedServer server = start();
                WebSocketWire refused = WebSocketWire.handshake(server.uri("/refuses"));
                WebSocketWire asked = WebSocketWire.request("GET", server.uri("/refuses"))) {
            assertThat(refused.reply().status()).isEqualTo(401);
            assertThat(asked.reply()).extracting(Reply::status).isEqualTo(401);
            assertThat(Jmx.streams().getRefusedHandshakes()).isEqualTo(1);
        }
    }

    @Test
    void theBeanGoesWithTheApplication() throws Exception {
        try (EmbeddedServer server = start()) {
            assertThat(Jmx.names()).hasSize(1);
        }
        assertThat(Jmx.names()).isEmpty();
    }

    @Test
    void twoServersHaveABeanEach() throws Exception {
        try (EmbeddedServer one = start();
                EmbeddedServer other = start()) {
            assertThat(Jmx.names()).hasSize(2);
        }
        assertThat(Jmx.names()).isEmpty();
    }

    private static EmbeddedServer start() {
        return EmbeddedServer.builder().port(0).beans(Counted.class).start();
    }
}
