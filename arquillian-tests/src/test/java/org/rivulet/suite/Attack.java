package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.Deflater;
import org.rivulet.embedded.junit.WebSocketWire;

/** What somebody who means harm does, again and again: each act begins with what the last one has left open. */
enum Attack {
    /** A byte of the opening handshake at a time. */
    SLOW_HANDSHAKE(server -> new Trickle(server.apply("/echo"))),

    /** Opening handshakes, of which each connection ends at once: not every server notices, so that the heartbeat must. */
    HANDSHAKE_FLOOD(server -> once(() -> handshake(server.apply("/lives/brief/echoes?test=flood"))::close)),

    /** As much as the tunnel takes, of nothing that it could carry. */
    TUNNEL_GARBAGE(server -> once(() -> handshake(
                    server.apply("/echo"),
                    "Sec-WebSocket-Protocol: encore.dev.headers." + tunnel("{\"a\":\"b\",".repeat(600)))::close)),

    /** A message that is a hundred times too large. */
    OVERSIZED_MESSAGE(server -> once(() -> {
        WebSocketWire wire = handshake(server.apply("/flows/small"));
        wire.sendBinary(new byte[10_000]).skipToClose();
        return wire::close;
    })),

    /** A message of which there is always one more frame. */
    ENDLESS_MESSAGE(server -> {
        WebSocketWire wire = handshake(server.apply("/echo/text"));
        wire.sendFrame(0x01, new byte[] {'"'});
        byte[] part = new byte[10_000];
        Arrays.fill(part, (byte) 'x');
        return new Holding(wire, () -> wire.sendFrame(0x00, part));
    }),

    /** Messages that cost more to read than to write. */
    JSON_BOMB(server -> {
        AtomicInteger number = new AtomicInteger();
        return once(() -> {
            WebSocketWire wire = handshake(server.apply("/echo"));
            wire.sendText(Bomb.JSON[number.getAndIncrement() % Bomb.JSON.length])
                    .skipToClose();
            return wire::close;
        });
    }),

    /** Pings, whose pongs are read. */
    PING_FLOOD(server -> {
        WebSocketWire wire = handshake(server.apply("/echo"));
        return new Holding(wire, () -> wire.sendFrame(0x89, new byte[100]).next());
    }),

    /** Asks for more than sockets hold, and reads nothing of it. */
    NO_READING(server -> new Holding(handshake(server.apply("/flows/stalled")), () -> {})),

    /** A message that would be a thousand times as large as it looks. */
    COMPRESSION_BOMB(server -> once(() -> {
        WebSocketWire wire = handshake(server.apply("/echo/text"), "Sec-WebSocket-Extensions: permessage-deflate");
        wire.sendRaw(WebSocketWire.frame(0xc1, Bomb.BYTES)).skipToClose();
        return wire::close;
    }));

    private final Function<Function<String, URI>, Attacker> begin;

    Attack(Function<Function<String, URI>, Attacker> begin) {
        this.begin = begin;
    }

    /** An attacker of the server that has these addresses. */
    Attacker begin(Function<String, URI> server) {
        return begin.apply(server);
    }

    /** One of many, for one thread. */
    interface Attacker extends AutoCloseable {

        /** Does it once more; what the server will have no more of is an exception. */
        void act() throws IOException;

        @Override
        default void close() {}
    }

    private static Attacker once(Once act) {
        return () -> act.run().run();
    }

    private interface Once {
        Runnable run() throws IOException;
    }

    private static WebSocketWire handshake(URI uri, String... headers) {
        return WebSocketWire.handshake(uri, headers);
    }

    private static String tunnel(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private record Holding(WebSocketWire wire, Runnable once) implements Attacker {
        @Override
        public void act() {
            once.run();
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    private static final class Trickle implements Attacker {

        private final byte[] bytes;
        private final Socket socket = new Socket();
        private final URI uri;
        private int sent;

        Trickle(URI uri) {
            this.uri = uri;
            bytes = WebSocketWire.handshakeBytes(uri, "X-Long: " + "x".repeat(4_000));
        }

        @Override
        public void act() throws IOException {
            if (!socket.isConnected()) socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.getOutputStream().write(bytes[sent++]);
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Bomb {

        static final String[] JSON = {
            "{\"number\":1e999999999}",
            "{\"number\":" + "9".repeat(20_000) + "}",
            "{\"other\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
            "{" + "\"text\":\"\",".repeat(2_000) + "\"number\":0.1}"
        };

        /** A JSON string of 64 MiB, less than 64 KiB of deflated bytes (RFC 7692, 7.2.1). */
        static final byte[] BYTES = deflated();

        private static byte[] deflated() {
            byte[] text = new byte[64 << 20];
            Arrays.fill(text, (byte) 'x');
            text[0] = '"';
            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
            deflater.setInput(text);
            byte[] buffer = new byte[1 << 20];
            int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            deflater.end();
            return Arrays.copyOf(buffer, length - 4);
        }
    }
}
