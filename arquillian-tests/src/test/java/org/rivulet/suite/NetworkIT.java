package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.suite.Fault.Outcome;
import org.rivulet.suite.server.ServerTest;

/** A network that delays, cuts and stalls; what it does to bytes themselves is for {@link CorruptionIT}. */
@ServerTest
@Tag("endurance")
class NetworkIT extends SuiteClient {

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Two heartbeats, and some. */
    private static final String LARGE = '"' + "ü€😀x".repeat(3_000) + '"';

    private Jvm.Remains before;
    private WebSocketWire witness;

    @BeforeEach
    void watch() {
        before = jvm().remains();
        witness = open("/echo/witness");
    }

    @AfterEach
    void othersAreUnharmedAndNothingIsLeft() {
        assertThat(witness.sendText("\"still here\"").text()).isEqualTo("\"still here\"");
        witness.sendClose(1000, "");
        assertThat(witness.closing().code()).isEqualTo(1000);
        witness.close();
        jvm().awaitNoStreams();
        jvm().awaitRemains("streams to be forgotten", now -> now.streams() <= before.streams() + Jvm.LAST_STREAMS);
    }

    /** What only takes its time. */
    enum Slowness {
        DELAY(Fault.delay(PAUSE)),
        TRICKLE(Fault.trickle()),
        COALESCE(Fault.coalesce(PAUSE));

        private final Fault fault;

        Slowness(Fault fault) {
            this.fault = fault;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSlowWorksUnchanged(Slowness slowness) throws Exception {
        converse(slowness.fault, Fault.none(), LARGE);
        converse(Fault.none(), slowness.fault, LARGE);
        try (FaultyNetwork network = network("/failures/code?code=NOT_FOUND", slowness.fault, slowness.fault);
                WebSocketWire wire = WebSocketWire.open(network.uri())) {
            assertThat(wire.text()).isEqualTo("\"before\"");
            assertThat(wire.closing().code()).isEqualTo(4404);
        }
    }

    /** In the handshake, in the head of a frame, in its mask, in a letter, in a close frame. */
    @Test
    void whatIsSplitAnywhereWorksUnchanged() throws Exception {
        Crowd.each(sent("split"), offset -> converse(Fault.splitAt(offset, PAUSE), Fault.none(), "\"ü\""));
    }

    /** A client has to wait for the answer (RFC 6455, 4.1). One that does not has what it sent read, or is given up; and no thread of the server waits for anything. */
    @Test
    void whatComesWithTheHandshakeHoldsNothingUp() throws Exception {
        URI uri = server.uri("/lives/brief/echoes?test=hasty");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(WebSocketWire.handshakeBytes(uri));
        all.writeBytes(WebSocketWire.frame(0x89, new byte[0]));
        all.writeBytes(WebSocketWire.frame(0x81, "\"early\"".getBytes(UTF_8)));
        Crowd.each(24, number -> {
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(all.toByteArray());
                StringBuilder answer = new StringBuilder();
                for (int one = 0; one >= 0 && answer.indexOf("\"early\"") < 0; answer.append((char) one)) {
                    one = socket.getInputStream().read();
                }
                assertThat(answer).contains(" 101 ", "\"ready\"");
            }
        });
        jvm().awaitEnd("hasty");
    }

    /** In the head of a frame that has no payload, and with it the end of what a server reads at once: others come behind it. */
    @Test
    void whatIsBehindAnEmptyFrameIsRead() throws Exception {
        byte[] frames = emptyFrames();
        Crowd.each(frames.length, offset -> {
            Fault split = Fault.splitAt(offset, PAUSE).afterHandshake();
            try (FaultyNetwork network = network("/lives/brief/echoes?test=empty", split, Fault.none());
                    WebSocketWire wire = WebSocketWire.open(network.uri())) {
                assertThat(wire.text()).isEqualTo("\"ready\"");
                wire.sendRaw(frames);
                for (String text : List.of("\"a\"", "\"b\"", "\"c\""))
                    assertThat(textButPongs(wire)).isEqualTo(text);
                assertThat(wire.sendClose(1000, "bye").closing()).isEqualTo(new Close(1000, "bye"));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CUT", "RESET"})
    void whatIsCutAnywhereEndsAndEveryHandlerIsTold(Outcome how) throws Exception {
        String test = "network-" + how;
        Crowd.each(sent(test), offset -> endsSoon(test, Fault.endAt(offset, how), Fault.none()));
        Crowd.each(120, offset -> endsSoon(test, Fault.none(), Fault.endAt(2 * offset, how)));
        jvm().awaitEnd(test);
        assertThat(jvm().events(test).began()).isPositive();
    }

    /** The client's silence is the heartbeat's; the client has no part in it, and so is not told. */
    @Test
    void aClientWhoseBytesDoNotArriveIsGivenUp() throws Exception {
        Crowd.each(20, offset -> {
            Fault stall = Fault.endAt(offset, Outcome.STALLED).afterHandshake();
            try (FaultyNetwork network = network("/lives/brief/echoes?test=deaf", stall, Fault.none());
                    WebSocketWire wire = WebSocketWire.open(network.uri())) {
                wire.sendText("\"" + "x".repeat(40) + "\"");
                assertThat(end(wire)).isNotEqualTo("1000");
            }
        });
        jvm().awaitEnd("deaf");
        assertThat(jvm().events("deaf").began()).isEqualTo(20);
    }

    @Test
    void aClientThatNothingGetsThroughToIsASlowConsumer() throws Exception {
        Fault stall = Fault.endAt(1_000, Outcome.STALLED).afterHandshake();
        try (FaultyNetwork network = network("/flows/unread/stalled", Fault.none(), stall);
                WebSocketWire wire = WebSocketWire.open(network.uri());
                WebSocketWire told = open("/witness/stalled")) {
            assertThat(wire.reply().status()).isEqualTo(101);
            assertThat(string(told.text())).endsWith("1013");
            assertThat(string(told.text())).endsWith("1013");
        }
    }

    private void converse(Fault toServer, Fault toClient, String text) throws Exception {
        try (FaultyNetwork network = network("/lives/brief/echoes?test=split", toServer, toClient);
                WebSocketWire wire = WebSocketWire.open(network.uri())) {
            assertThat(wire.text()).isEqualTo("\"ready\"");
            assertThat(wire.sendText(text).text()).isEqualTo(text);
            assertThat(wire.sendClose(1000, "bye").closing()).isEqualTo(new Close(1000, "bye"));
        }
    }

    /** Three messages, each in its way: two have a ping within, and one ends with an empty frame. */
    private static byte[] emptyFrames() {
        byte[] none = {};
        byte[] ping = WebSocketWire.frame(0x89, none);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(ping);
        all.writeBytes(WebSocketWire.frame(0x01, "\"a".getBytes(UTF_8)));
        all.writeBytes(ping);
        all.writeBytes(WebSocketWire.frame(0x80, "\"".getBytes(UTF_8)));
        all.writeBytes(WebSocketWire.frame(0x01, "\"b\"".getBytes(UTF_8)));
        all.writeBytes(ping);
        all.writeBytes(WebSocketWire.frame(0x80, none));
        all.writeBytes(WebSocketWire.frame(0x81, "\"c\"".getBytes(UTF_8)));
        return all.toByteArray();
    }

    private static String textButPongs(WebSocketWire wire) {
        WebSocketWire.Message message = wire.next();
        while (message.opcode() != 1 && message.opcode() != 8) message = wire.next();
        assertThat(message.opcode()).as("%s", message).isEqualTo(1);
        return message.text();
    }

    /** How many bytes a client sends in {@link #converse}, close frame and all. */
    private int sent(String test) {
        byte[] handshake = WebSocketWire.handshakeBytes(server.uri("/lives/brief/echoes?test=" + test));
        byte[] message = WebSocketWire.frame(0x81, "\"ü\"".getBytes(UTF_8));
        return handshake.length + message.length + WebSocketWire.frame(0x88, new byte[5]).length;
    }

    /** Whatever the client knows of it, it does not wait for long. */
    private void endsSoon(String test, Fault toServer, Fault toClient) throws Exception {
        try (FaultyNetwork network = network("/lives/brief/echoes?test=" + test, toServer, toClient);
                WebSocketWire wire = WebSocketWire.open(network.uri())) {
            wire.sendText("\"ü\"").text();
            wire.text();
            wire.sendClose(1000, "bye").closing();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) throw e;
        }
    }

    /** The code of the close frame, or that there is none. */
    private static String end(WebSocketWire wire) {
        try {
            return Integer.toString(wire.skipToClose().code());
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) throw e;
            return "cut";
        }
    }

    private FaultyNetwork network(String path, Fault toServer, Fault toClient) throws Exception {
        return new FaultyNetwork(server.uri(path), toServer, toClient);
    }

    private Jvm jvm() {
        return new Jvm(server);
    }
}
