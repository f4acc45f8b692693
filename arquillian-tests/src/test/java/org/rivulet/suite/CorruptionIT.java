package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.ServerTest;

/**
 * A network that changes bits. A frame has no checksum: what is still text and JSON afterwards arrives as it is, everything else ends the
 * stream.
 */
@ServerTest
@Tag("endurance")
class CorruptionIT extends SuiteClient {

    private static final String FIRST = "\"first\"";
    private static final String SECOND = "\"second\"";
    private static final String CUT = "cut";
    private static final int HEAD = 2;
    private static final int MASK = 4;

    /** The bit that makes a ping of a text, which is answered, and is nothing that a handler sees. */
    private static final int PING_BIT = 3;

    private WebSocketWire witness;

    @BeforeEach
    void watch() {
        witness = open("/echo/witness");
    }

    @AfterEach
    void othersAreUnharmedAndNothingIsLeft() {
        assertThat(witness.sendText(FIRST).text()).isEqualTo(FIRST);
        witness.close();
        jvm().awaitNoStreams();
    }

    /** What came back of the messages, and how it ended. */
    private record Talk(List<String> texts, String end) {}

    @Test
    void noBitOfAFrameChangesUnnoticed() throws Exception {
        byte[] frame = WebSocketWire.frame(0x81, FIRST.getBytes(UTF_8));
        Crowd.each(8 * frame.length, bit -> {
            Talk talk = talk(Fault.flip(bit / 8, 1 << bit % 8).afterHandshake());
            if (bit == PING_BIT) assertThat(talk).isEqualTo(new Talk(List.of(SECOND), "1000"));
            else if (bit < 8 * HEAD) assertRefused(talk);
            else assertPassedOrInvalid(talk, changed(bit / 8 - HEAD, 1 << bit % 8));
        });
        jvm().awaitEnd("corrupt");
        assertThat(jvm().events("corrupt").began()).isEqualTo(8 * frame.length);
    }

    private static void assertRefused(Talk talk) {
        assertThat(talk.texts).isEmpty();
        // 1011: a client that is silent, since what it sends seems to be one frame, on a server that can only close
        assertThat(talk.end).isIn("1002", "1003", "1007", "1009", "1011", CUT);
    }

    private static void assertPassedOrInvalid(Talk talk, byte[] payload) {
        Optional<String> text = json(payload);
        if (text.isEmpty()) assertThat(talk).isIn(new Talk(List.of(), "1007"), new Talk(List.of(), CUT));
        else assertThat(talk).isEqualTo(new Talk(List.of(text.get(), SECOND), "1000"));
    }

    /** The payload of the first message after a change behind the frame's head. */
    private static byte[] changed(int offset, int bits) {
        byte[] payload = FIRST.getBytes(UTF_8);
        if (offset >= MASK) payload[offset - MASK] ^= (byte) bits;
        else for (int i = offset; i < payload.length; i += MASK) payload[i] ^= (byte) bits;
        return payload;
    }

    private static Optional<String> json(byte[] payload) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            return Json.createReader(new StringReader(text)).readValue() instanceof JsonString
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException | JsonException e) {
            return Optional.empty();
        }
    }

    /** Sends both messages, and closes when the second comes back. */
    private Talk talk(Fault fault) throws Exception {
        List<String> texts = new ArrayList<>();
        try (FaultyNetwork network =
                        new FaultyNetwork(server.uri("/lives/brief/echoes?test=corrupt"), fault, Fault.none());
                WebSocketWire wire = WebSocketWire.open(network.uri())) {
            assertThat(wire.text()).isEqualTo("\"ready\"");
            try {
                wire.sendText(FIRST).sendText(SECOND);
                while (true) {
                    WebSocketWire.Message message = wire.next();
                    if (message.opcode() == 8)
                        return new Talk(texts, message.toString().replaceAll("\\D*(\\d+).*", "$1"));
                    if (message.opcode() == 1) texts.add(message.text());
                    if (message.text().equals(SECOND)) wire.sendClose(1000, "");
                }
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof SocketTimeoutException) throw e;
                return new Talk(texts, CUT);
            } catch (AssertionError noFrame) {
                if (server.has(Feature.WHOLE_CLOSE_FRAMES)) throw noFrame;
                return new Talk(texts, CUT);
            }
        }
    }

    /** Without the last bytes, whose change leaves the head of the request without an end. GlassFish takes a last line without a colon for that too. */
    @Test
    void aChangedHandshakeIsRefusedOrAnother() throws Exception {
        byte[] handshake = WebSocketWire.handshakeBytes(server.uri("/lives/brief/echoes?test=changed"));
        int colon = new String(handshake, UTF_8).lastIndexOf(':');
        Crowd.each(handshake.length - 4, offset -> {
            if (offset == colon && server.name().startsWith("glassfish")) return;
            Fault flip = Fault.flip(offset, 1 << offset % 7);
            try (FaultyNetwork network =
                            new FaultyNetwork(server.uri("/lives/brief/echoes?test=changed"), flip, Fault.none());
                    WebSocketWire wire = WebSocketWire.handshake(network.uri())) {
                if (wire.reply().status() != 101) {
                    assertThat(wire.reply().status()).isBetween(200, 599); // a path may have become that of a page
                    return;
                }
                assertThat(wire.text()).isEqualTo("\"ready\"");
                assertThat(wire.sendText(FIRST).text()).isEqualTo(FIRST);
                assertThat(wire.sendClose(1000, "").closing().code()).isEqualTo(1000);
            } catch (UncheckedIOException e) {
                if (e.getCause() instanceof SocketTimeoutException) throw e;
            }
        });
    }

    private Jvm jvm() {
        return new Jvm(server);
    }
}
