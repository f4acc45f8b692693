package org.rivulet.embedded.junit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WebSocketWireTest {

    @Test
    void aPongBetweenTheFramesOfAMessageIsNoPartOfIt() throws IOException {
        try (ServerSocket entrance = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving =
                    CompletableFuture.runAsync(() -> serve(entrance, "\u0001\u0002ab\u008a\u0001!\u0080\u0001c"));
            URI uri = URI.create("ws://127.0.0.1:" + entrance.getLocalPort() + "/");
            try (WebSocketWire wire = WebSocketWire.open(uri)) {
                assertThat(wire.next()).hasToString("opcode 10 !");
                assertThat(wire.next()).hasToString("opcode 1 abc");
            }
            serving.join();
        }
    }

    private static void serve(ServerSocket entrance, String frames) {
        try (Socket socket = entrance.accept()) {
            int last = 0;
            while (last != 0x0d0a0d0a)
                last = last << 8 | socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(US_ASCII));
            for (char one : frames.toCharArray()) socket.getOutputStream().write(one);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
