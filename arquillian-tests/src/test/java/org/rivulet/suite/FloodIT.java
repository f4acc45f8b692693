package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Message;
import org.rivulet.suite.server.ServerTest;

/** More than anybody can keep, in both directions, and more stopped handlers than servers have threads: memory and others are unharmed. */
@ServerTest
@Tag("endurance")
class FloodIT extends SuiteClient {

    private static final int MESSAGE = 64 << 10;
    private static final int GIBIBYTE = (1 << 30) / MESSAGE;

    /** How much more than idle a server may need for one client that will not stop, or does not read. */
    private static final long BOUND = 64 << 20;

    /** Inbox, sockets and what a server reads at once. */
    private static final int HELD_BACK = (32 << 20) / MESSAGE;

    private static final int STOPPED = 500;

    /** Its inbox of 16 KiB, what the server has read at once, and what it makes of a connection: 150 KB on Payara. */
    private static final long KEPT_FOR_ONE = 256 << 10;

    private static final int SMALL_MESSAGE = 4 << 10;
    private static final int MORE_THAN_SOCKETS_HOLD = 512;
    private static final int SMALL_BUFFER = 16 << 10;

    private static final int BINARY = 2;
    private static final int PING = 9;

    @Test
    void aGibibyteForASlowHandlerIsHeldBackAndArrives() throws Exception {
        try (WebSocketWire witness = open("/echo");
                WebSocketWire wire = open("/floods/slow/gibibyte")) {
            Latency pingPong = pingPong(witness);
            long idle = memory().bytes();
            Sending sending = Sending.numbers(wire, GIBIBYTE, MESSAGE);
            assertThat(Sending.awaitStall(List.of(sending), 8)).isLessThan(HELD_BACK);
            pingPong.assertNotDoubled();
            assertThat(memory().bytes() - idle).isLessThan(BOUND);
            assertThat(sending.sent()).isLessThan(HELD_BACK);

            go("gibibyte");
            while (sending.isSending()) {
                assertThat(memory().bytes() - idle).isLessThan(BOUND);
                TimeUnit.SECONDS.sleep(1);
            }
            assertThat(wire.text()).isEqualTo(Integer.toString(GIBIBYTE));
            assertThat(wire.closing().code()).isEqualTo(1000);
        }
    }

    @Test
    @Timeout(60)
    void aGibibyteForAClientThatDoesNotReadIsNotKept() {
        try (WebSocketWire ping = open("/echo");
                WebSocketWire witness = open("/witness/unread");
                WebSocketWire wire = open("/floods/out/unread?count=" + GIBIBYTE)) {
            long idle = memory().bytes();
            List<String> told = new ArrayList<>();
            while (told.size() < 2) {
                if (witness.isSilent(Duration.ofSeconds(1)))
                    assertThat(memory().bytes() - idle).isLessThan(BOUND);
                else addText(witness.next(), told);
            }
            assertThat(told).containsExactlyInAnyOrder("send refused 1013", "onClose 1013");
            assertThat(ping.sendText(Sending.note(1, "a")).text()).isEqualTo(Sending.note(1, "a"));
            assertWhatCameIsInOrder(wire);
        }
    }

    /** Nobody answers the pings of a stream that was silent on a slow machine. */
    private static void addText(Message message, List<String> told) {
        if (message.opcode() == 1) told.add(string(message.text()));
    }

    /** Up to the cut, which comes when the client has not read the close frame in time. */
    private static void assertWhatCameIsInOrder(WebSocketWire late) {
        int count = 0;
        try {
            while (true) {
                Message message = late.next();
                if (message.opcode() == PING) continue;
                if (message.opcode() != BINARY) {
                    assertThat(message.toString()).contains("code=1013");
                    return;
                }
                assertThat(ByteBuffer.wrap(message.payload()).getLong()).isEqualTo(++count);
            }
        } catch (UncheckedIOException cut) {
            assertThat(count).isBetween(1, GIBIBYTE - 1);
        }
    }

    @Test
    void fiveHundredStoppedHandlersLeaveTheServerToOthers() throws Exception {
        List<WebSocketWire> wires = new ArrayList<>();
        try {
            Latency streams = Latency.of("a stream from its opening to its end", 20, this::echoOnce);
            Latency requests = Latency.of("an HTTP request", 20, () -> request("GET", "/facts", "Connection: close"));
            long idle = memory().bytes();
            for (int i = 0; i < STOPPED; i++) wires.add(openWithSmallBuffers("/floods/stopped/all"));
            List<Sending> sending = wires.stream()
                    .map(wire -> Sending.numbers(wire, MORE_THAN_SOCKETS_HOLD, SMALL_MESSAGE))
                    .toList();
            Sending.awaitStall(sending);
            assertThat(sending).allMatch(Sending::isSending);
            streams.assertNotDoubled();
            requests.assertNotDoubled();
            assertThat(memory().bytes() - idle).isLessThan(STOPPED * KEPT_FOR_ONE);

            go("all");
            for (Sending one : sending) one.join();
            for (WebSocketWire wire : wires) {
                assertThat(wire.text()).isEqualTo(Integer.toString(MORE_THAN_SOCKETS_HOLD));
            }
        } finally {
            wires.forEach(WebSocketWire::close);
        }
    }

    private WebSocketWire openWithSmallBuffers(String path) {
        URI uri = server.uri(path);
        Socket socket = new Socket();
        try {
            socket.setSendBufferSize(SMALL_BUFFER);
            socket.setReceiveBufferSize(SMALL_BUFFER);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            return WebSocketWire.open(socket, uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Latency pingPong(WebSocketWire witness) {
        String note = Sending.note(1, "ping");
        return Latency.of("a ping-pong of another stream", 200, () -> witness.sendText(note)
                .text());
    }

    private void echoOnce() {
        try (WebSocketWire wire = open("/echo")) {
            wire.sendText(Sending.note(1, "a")).text();
            wire.sendClose(1000, "");
            wire.closing();
        }
    }

    private Memory memory() {
        return Memory.at(server.uri("/memory"));
    }
}
