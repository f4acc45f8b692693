package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.rivulet.embedded.junit.WebSocketWire;

/** A client that comes, talks and goes, all as its random numbers say. For one thread. */
final class Visit {

    private static final int FIN = 0x80;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int SOURCES = 100;
    private static final int UNAVAILABLE = 503;

    /** How far it gets. */
    private enum Stage {
        IN_THE_HANDSHAKE,
        UPGRADE,
        SOMEWHERE_IN_ITS_MESSAGES,
        CLOSE
    }

    /** The stages as often as they come. */
    private static final Stage[] STAGES = {
        Stage.IN_THE_HANDSHAKE,
        Stage.UPGRADE,
        Stage.SOMEWHERE_IN_ITS_MESSAGES,
        Stage.SOMEWHERE_IN_ITS_MESSAGES,
        Stage.SOMEWHERE_IN_ITS_MESSAGES,
        Stage.CLOSE,
        Stage.CLOSE
    };

    private final Random random;
    private final URI uri;
    private final boolean echoes;
    private final Stage stage;
    private final Consumer<Socket> silence;
    private final List<String> answers = new ArrayList<>(List.of("\"ready\""));

    /** A visit to one of the endpoints; what is given to the consumer was left open and says no more. */
    Visit(long seed, URI echoes, URI ticks, Consumer<Socket> silence) {
        this.random = new Random(seed);
        this.echoes = random.nextInt(4) > 0;
        this.uri = this.echoes ? echoes : ticks;
        this.stage = STAGES[random.nextInt(STAGES.length)];
        this.silence = silence;
    }

    /** Comes and goes; whether the server has said that the stream is open. */
    boolean make() throws IOException {
        Socket socket = connect();
        switch (stage) {
            case IN_THE_HANDSHAKE -> {
                socket.getOutputStream().write(start(WebSocketWire.handshakeBytes(uri)));
                leave(socket, false); // what has not begun is for the server to time out
                return false;
            }
            case UPGRADE -> {
                socket.getOutputStream().write(WebSocketWire.handshakeBytes(uri));
                leave(socket, true);
                return false;
            }
            default -> {
                return talk(socket);
            }
        }
    }

    /** From many addresses: the ports of one would be used up by connections that have ended a minute ago. */
    private Socket connect() throws IOException {
        Socket socket = new Socket();
        boolean many = System.getProperty("os.name").equals("Linux"); // elsewhere loopback is one address
        byte last = (byte) (many ? 1 + random.nextInt(SOURCES) : 1);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, last}), 0));
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        return socket;
    }

    private boolean talk(Socket socket) throws IOException {
        WebSocketWire wire = WebSocketWire.handshake(socket, uri);
        if (wire.reply().status() == UNAVAILABLE) { // many others are about to be given up
            wire.close();
            return false;
        }
        assertThat(wire.reply().status()).as("%s", wire.reply()).isEqualTo(101);
        byte[] messages = messages();
        if (stage == Stage.CLOSE) {
            wire.sendRaw(messages);
            for (String answer : answers) assertThat(nextText(wire)).isEqualTo(answer);
            wire.sendClose(1000, "");
            assertThat(wire.skipToClose().code()).isEqualTo(1000);
            wire.close();
            return true;
        }
        wire.sendRaw(start(messages));
        boolean reads = random.nextBoolean();
        if (reads) assertThat(nextText(wire)).isEqualTo(answers.get(0));
        leave(socket, true);
        return reads;
    }

    private void leave(Socket socket, boolean mayStay) throws IOException {
        int how = random.nextInt(20);
        if (mayStay && how == 0) {
            silence.accept(socket);
            return;
        }
        if (how < 10) socket.setSoLinger(true, 0); // ends by RST
        socket.close();
    }

    private static String nextText(WebSocketWire wire) {
        WebSocketWire.Message message = wire.next();
        while (message.opcode() == PONG || message.opcode() == PING) {
            if (message.opcode() == PING) wire.sendFrame(FIN | PONG, message.payload());
            message = wire.next();
        }
        assertThat(message.opcode()).as(message.toString()).isEqualTo(1);
        return message.text();
    }

    /** Ends in a header, in a payload, in a message or between two, wherever it comes to. */
    private byte[] start(byte[] all) {
        return Arrays.copyOf(all, random.nextInt(all.length));
    }

    private byte[] messages() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            all.writeBytes(WebSocketWire.frame(FIN | PING, new byte[random.nextInt(10)]));
            if (echoes) write(all, '"' + "x".repeat(random.nextInt(random.nextInt(20) == 0 ? 20_000 : 200)) + '"');
            else answers.add("\"tick\"");
        }
        return all.toByteArray();
    }

    private void write(ByteArrayOutputStream all, String text) {
        answers.add(text);
        byte[] bytes = text.getBytes(UTF_8);
        if (random.nextBoolean()) {
            all.writeBytes(WebSocketWire.frame(0x81, bytes));
            return;
        }
        int half = bytes.length / 2;
        all.writeBytes(WebSocketWire.frame(0x01, Arrays.copyOf(bytes, half)));
        all.writeBytes(WebSocketWire.frame(FIN | PING, new byte[0]));
        all.writeBytes(WebSocketWire.frame(0x80, Arrays.copyOfRange(bytes, half, bytes.length)));
    }

    @Override
    public String toString() {
        return "the visit of " + uri + " up to " + stage;
    }
}
