package org.rivulet.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.management.JMX;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.FromHeader;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;
import org.rivulet.StreamsMXBean;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.internal.websocket.RandomRuns;

/**
 * Whole requests and frames, broken at random, over sockets. Whatever comes is answered with a status that is defined, by a close frame or by the end of the
 * connection, and a well-behaved stream goes on meanwhile.
 */
class WireFuzzTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class);

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Set<Integer> STATUSES =
            Set.of(101, 200, 400, 403, 404, 405, 411, 413, 414, 417, 426, 431, 501, 503, 505);

    /** Those of the table, and what the server itself says of frames that are none. */
    private static final Set<Integer> CLOSES = Set.of(1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1013);

    private static final List<String> PIECES = List.of(
            "\r\n",
            "\r\n\r\n",
            "\0",
            "%00",
            "%2e%2e/",
            "..;/",
            "//",
            ":",
            ",",
            " ",
            "\t",
            "\u00e9",
            "%",
            "?",
            "#",
            "Upgrade: websocket\r\n",
            "Connection: close\r\n",
            "Origin: http://evil.org\r\n",
            "Sec-WebSocket-Version: 12\r\n",
            "Sec-WebSocket-Protocol: encore.dev.headers.eyJhIjoiYlxyXG4ifQ\r\n",
            "Content-Length: 5\r\n",
            "Host: b\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Expect: 100-continue\r\n",
            "X: " + "x".repeat(9_000) + "\r\n",
            "HTTP/1.0",
            "POST ");

    record Hello(String room, int page, @FromHeader("X-Tag") List<String> tags) {}

    public record Note(int number, String text, List<Note> more) {}

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/notes/{room}", expose = true, maxMessageSize = 10_000)
        void notes(Hello hello, StreamInOut<Note, Note> stream) {
            for (Note note : stream) stream.send(note);
        }

        @StreamEndpoint(path = "/echo", expose = true)
        void echo(StreamInOut<String, String> stream) {
            for (String text : stream) stream.send(text);
        }
    }

    @Test
    void aBrokenRequestIsAnsweredAndHarmsNobody() throws Exception {
        byte[] proper = WebSocketWire.handshakeBytes(
                server.uri("/notes/a?page=1"),
                "X-Tag: a",
                "Origin: " + server.uri().resolve("/").toString().replaceFirst("/$", ""));
        try (WebSocketWire witness = WebSocketWire.open(server.uri("/echo"))) {
            RandomRuns.seeds(100, random -> {
                byte[] request = broken(proper, random);
                byte[] answer = exchange(request);
                assertAnswer(answer, new String(request, ISO_8859_1));
                assertThat(witness.sendText("\"on\"").text()).isEqualTo("\"on\"");
            });
        }
        until("all to end", () -> streams().getOpenStreams() == 0);
    }

    @Test
    void brokenFramesEndTheirStreamAndHarmNobody() throws Exception {
        byte[] handshake = WebSocketWire.handshakeBytes(server.uri("/notes/a?page=1"));
        byte[] frames = frames();
        try (WebSocketWire witness = WebSocketWire.open(server.uri("/echo"))) {
            RandomRuns.seeds(100, random -> {
                byte[] sent = broken(frames, random);
                byte[] answer = exchange(concat(handshake, sent));
                int head = new String(answer, ISO_8859_1).indexOf("\r\n\r\n") + 4;
                assertThat(new String(answer, ISO_8859_1)).startsWith("HTTP/1.1 101 ");
                assertFrames(new ByteArrayInputStream(answer, head, answer.length - head));
                assertThat(witness.sendText("\"on\"").text()).isEqualTo("\"on\"");
            });
        }
        until("all to end", () -> streams().getOpenStreams() == 0);
    }

    private static byte[] frames() {
        byte[] note = "{\"number\":1,\"text\":\"é\",\"more\":[{}]}".getBytes(UTF_8);
        return concat(
                WebSocketWire.frame(0x81, note),
                WebSocketWire.frame(0x01, Arrays.copyOf(note, 10)),
                WebSocketWire.frame(0x89, new byte[5]),
                WebSocketWire.frame(0x80, Arrays.copyOfRange(note, 10, note.length)),
                WebSocketWire.frame(0x82, note),
                WebSocketWire.frame(0x81, new byte[300]));
    }

    /** What an array of bytes is after some accidents. */
    private static byte[] broken(byte[] proper, Random random) {
        byte[] bytes = proper;
        for (int accidents = random.nextInt(4); accidents >= 0; accidents--) {
            int at = random.nextInt(bytes.length + 1);
            int end = Math.min(bytes.length, at + random.nextInt(20));
            byte[] before = Arrays.copyOf(bytes, at);
            byte[] after = Arrays.copyOfRange(bytes, end, bytes.length);
            byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8);
            byte[] noise = new byte[random.nextInt(8)];
            random.nextBytes(noise);
            bytes = switch (random.nextInt(6)) {
                case 0 -> concat(before, after);
                case 1 -> concat(before, noise, after);
                case 2 -> concat(before, noise, Arrays.copyOfRange(bytes, at, bytes.length));
                case 3 ->
                    concat(before, Arrays.copyOfRange(bytes, at, end), Arrays.copyOfRange(bytes, at, bytes.length));
                case 4 -> concat(before, piece, Arrays.copyOfRange(bytes, at, bytes.length));
                default -> random.nextInt(4) == 0 ? before : concat(before, piece, after);
            };
        }
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** All that comes back until the server ends the connection, of which we have closed our half. */
    private static byte[] exchange(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (SocketException refusedEarly) {
                // it has said why, or is about to
            }
            return readAll(socket);
        }
    }

    /** A reset is an end, too: the server did not want the rest. */
    private static byte[] readAll(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) all.write(buffer, 0, n);
        } catch (SocketException reset) {
            return all.toByteArray();
        }
        return all.toByteArray();
    }

    private static void assertAnswer(byte[] bytes, String request) {
        String answer = new String(bytes, UTF_8);
        if (answer.isEmpty()) return;
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.[01] \\d{3} .*");
        assertThat(STATUSES).as("%s to %s", answer, request).contains(Integer.parseInt(answer.substring(9, 12)));
        assertThat(answer).doesNotContain("Exception", "\tat ", "org.rivulet", "io.undertow");
        int body = answer.indexOf("\r\n\r\n{");
        if (body < 0) return;
        JsonObject json =
                Json.createReader(new StringReader(answer.substring(body))).readObject();
        assertThat(json.keySet()).containsExactly("code", "message", "details");
    }

    private static void assertFrames(ByteArrayInputStream in) {
        while (in.available() > 1) {
            int head = in.read();
            int length = in.read();
            if (length == 126) length = in.read() << 8 | in.read();
            byte[] payload = new byte[length];
            int read = in.readNBytes(payload, 0, length);
            if (head != 0x88 || read < 2) continue;
            int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
            String reason = new String(payload, 2, read - 2, UTF_8);
            assertThat(CLOSES).as(reason).contains(code);
            assertThat(reason).doesNotContain("Exception", "org.rivulet", "\n");
        }
    }

    private static StreamsMXBean streams() {
        try {
            ObjectName name = ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("org.rivulet:type=Streams,*"), null)
                    .iterator()
                    .next();
            return JMX.newMXBeanProxy(ManagementFactory.getPlatformMBeanServer(), name, StreamsMXBean.class);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
