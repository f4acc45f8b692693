package org.rivulet.embedded.junit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One WebSocket connection (RFC 6455), frame by frame: for tests of what other clients hide or cannot do. It answers no ping and
 * no close by itself, and reading gives up after 20 seconds. What cannot be read or written throws {@link UncheckedIOException}, what
 * is not as expected {@link AssertionError}. For one thread that reads and one that writes.
 */
public final class WebSocketWire implements AutoCloseable {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Reply reply;

    // of the thread that reads: a message whose last frame has not come
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private int begunOpcode;

    private WebSocketWire(Socket socket, List<String> request) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        out.write(bytes(request));
        out.flush();
        reply = Reply.read(in);
    }

    /** Connects, and expects to be upgraded. */
    public static WebSocketWire open(URI uri, String... headers) {
        WebSocketWire wire = handshake(uri, headers);
        if (wire.reply.status() != 101) throw new AssertionError("not upgraded: " + wire.reply);
        return wire;
    }

    /** The same over a socket that is connected, for one with an address or buffers of its own. */
    public static WebSocketWire open(Socket socket, URI uri, String... headers) {
        WebSocketWire wire = handshake(socket, uri, headers);
        if (wire.reply.status() != 101) throw new AssertionError("not upgraded: " + wire.reply);
        return wire;
    }

    /** Connects with a proper opening handshake and more headers, whatever the answer is. */
    public static WebSocketWire handshake(URI uri, String... headers) {
        return request("GET", uri, withUpgrade(headers));
    }

    /** The same over a socket that is connected already. */
    public static WebSocketWire handshake(Socket socket, URI uri, String... headers) {
        try {
            return new WebSocketWire(socket, lines("GET", uri, target(uri), withUpgrade(headers)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a proper opening handshake, for a client that does not send them all. */
    public static byte[] handshakeBytes(URI uri, String... headers) {
        return bytes(lines("GET", uri, target(uri), withUpgrade(headers)));
    }

    /** The same with any target, as it stands. */
    public static WebSocketWire handshakeTarget(URI server, String target, String... headers) {
        return requestTarget("GET", server, target, withUpgrade(headers));
    }

    private static String[] withUpgrade(String... headers) {
        List<String> all = new ArrayList<>(List.of(
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + KEY));
        all.addAll(List.of(headers));
        return all.toArray(String[]::new);
    }

    /** Connects with any request. */
    public static WebSocketWire request(String method, URI uri, String... headers) {
        return requestTarget(method, uri, target(uri), headers);
    }

    /** Connects with any request, its target as it stands. */
    public static WebSocketWire requestTarget(String method, URI server, String target, String... headers) {
        try {
            Socket socket = new Socket(server.getHost(), server.getPort());
            return new WebSocketWire(socket, lines(method, server, target, headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(URI uri) {
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static List<String> lines(String method, URI server, String target, String... headers) {
        List<String> lines = new ArrayList<>();
        lines.add(method + " " + target + " HTTP/1.1");
        lines.add("Host: " + server.getAuthority());
        lines.addAll(List.of(headers));
        return lines;
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The server's answer to the opening handshake, or to any other request. */
    public Reply reply() {
        return reply;
    }

    /** Sends a whole text message. */
    public WebSocketWire sendText(String text) {
        return sendFrame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a whole binary message. */
    public WebSocketWire sendBinary(byte[] bytes) {
        return sendFrame(0x82, bytes);
    }

    /** Sends a close frame. */
    public WebSocketWire sendClose(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return sendFrame(
                0x88,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** Sends a masked frame with this first byte. */
    public WebSocketWire sendFrame(int head, byte[] payload) {
        try {
            out.write(frame(head, payload));
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes as they are. */
    public WebSocketWire sendRaw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A masked frame. */
    public static byte[] frame(int head, byte[] payload) {
        return frame(head, new byte[] {1, 2, 3, 4}, payload);
    }

    /** A frame with this mask of four bytes; with one of zeros, the payload stands at the end as it is. */
    public static byte[] frame(int head, byte[] mask, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) head);
        if (payload.length < 126) frame.put((byte) (0x80 | payload.length));
        else if (payload.length < 65536) frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        else frame.put((byte) (0x80 | 127)).putLong(payload.length);
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) frame.put((byte) (payload[i] ^ mask[i & 3]));
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** The next text message; fails if something else comes, but for a ping, which a server sends when it likes. */
    public String text() {
        Message message = nextButPings();
        if (message.opcode != 1) throw new AssertionError("not a text message: " + message);
        return message.text();
    }

    /** The next binary message; fails if something else comes. */
    public byte[] binary() {
        Message message = next();
        if (message.opcode != 2) throw new AssertionError("not a binary message: " + message);
        return message.payload;
    }

    /** The close frame, which must be the next thing to come. */
    public Close close(Duration within) {
        try {
            socket.setSoTimeout((int) within.toMillis());
            Message message = nextButPings();
            if (message.opcode != 8) throw new AssertionError("not a close frame: " + message);
            return message.toClose();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The close frame, which must be the next thing to come, within 20 seconds. */
    public Close closing() {
        return close(Duration.ofMillis(TIMEOUT_MILLIS));
    }

    private Message nextButPings() {
        Message message = next();
        while (message.opcode == PING) message = next();
        return message;
    }

    /** Reads past messages to the close frame. */
    public Close skipToClose() {
        Message message = next();
        while (message.opcode != 8) message = next();
        return message.toClose();
    }

    /** Whether nothing comes for a while. */
    public boolean isSilent(Duration during) {
        try {
            socket.setSoTimeout((int) during.toMillis());
            try {
                in.mark(1);
                int first = in.read();
                in.reset();
                return first == -2;
            } catch (SocketTimeoutException e) {
                return true;
            } finally {
                socket.setSoTimeout(TIMEOUT_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message, put together from its frames, or control frame, which may stand between them (RFC 6455, 5.4). */
    public Message next() {
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] part = payload();
                int opcode = head & 0x0f;
                if (opcode >= CLOSE) return new Message(opcode, part);
                if (opcode != 0) begunOpcode = opcode;
                begun.writeBytes(part);
                if ((head & 0x80) == 0) continue;
                Message whole = new Message(begunOpcode, begun.toByteArray());
                begun.reset();
                return whole;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        if ((length & 0x80) != 0) throw new AssertionError("a server masks nothing");
        long size = length < 126 ? length : length == 126 ? in.readUnsignedShort() : in.readLong();
        byte[] payload = in.readNBytes((int) size);
        if (payload.length < size) throw new EOFException("in a frame");
        return payload;
    }

    /** Ends the connection without a close frame, by FIN. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection by RST. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A whole message, or a control frame, with its opcode of RFC 6455, section 11.8. */
    public record Message(int opcode, byte[] payload) {

        /** The payload as UTF-8. */
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        Close toClose() {
            ByteBuffer data = ByteBuffer.wrap(payload);
            if (!data.hasRemaining()) return new Close(1005, "");
            int code = data.getShort() & 0xffff;
            return new Close(code, StandardCharsets.UTF_8.decode(data).toString());
        }

        @Override
        public String toString() {
            return opcode == 8 ? toClose().toString() : "opcode " + opcode + " " + text();
        }
    }

    /** A close frame; 1005 if it has no code. */
    public record Close(int code, String reason) {}
}
