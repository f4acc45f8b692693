package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** What an unmodified client of Encore relies on. */
class EncoreWireTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Chat.class, Named.class);

    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    public record Message(String text) {}

    record Coerced(boolean on, int count, double rate) {}

    @StreamService
    static class Chat {

        @StreamEndpoint(expose = true)
        void talk(StreamInOut<Message, Message> stream) {
            for (Message message : stream) stream.send(message);
        }

        @StreamEndpoint(name = "say", expose = true)
        void talkByAnotherName(StreamOut<String> stream) {
            stream.send("said");
        }

        @StreamEndpoint(path = "/coerced", expose = true)
        void coerced(Coerced handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }
    }

    @StreamService(name = "talks")
    static class Named {

        @StreamEndpoint(expose = true)
        void talk(StreamOut<String> stream) {
            stream.send("named");
        }
    }

    @Test
    void theSubprotocolIsEchoedToWhoOffersIt() {
        assertThat(subprotocol(PROTOCOL + ": encore-ws")).isEqualTo("encore-ws");
        assertThat(subprotocol(PROTOCOL + ": other, encore-ws")).isEqualTo("encore-ws");
        assertThat(subprotocol(PROTOCOL + ": other", PROTOCOL + ": encore-ws")).isEqualTo("encore-ws");
    }

    @Test
    void noSubprotocolIsEchoedToWhoOffersNone() {
        assertThat(subprotocol()).isNull();
        assertThat(subprotocol(PROTOCOL + ": other")).isNull();
    }

    @Test
    void theTunnelIsNeverEchoed() {
        String tunnel = tunnel("{\"X-Tag\":\"a\"}");
        assertThat(subprotocol(PROTOCOL + ": " + tunnel)).isNull();
        assertThat(subprotocol(PROTOCOL + ": encore-ws, " + tunnel)).isEqualTo("encore-ws");
        assertThat(subprotocol(PROTOCOL + ": " + tunnel + ", encore-ws")).isEqualTo("encore-ws");
    }

    @Test
    void theDefaultPathIsServiceAndEndpoint() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/chat.talk"))) {
            assertThat(wire.sendText("{\"text\":\"a\"}").text()).isEqualTo("{\"text\":\"a\"}");
        }
        assertThat(text("/chat.say")).isEqualTo("\"said\"");
        assertThat(text("/talks.talk")).isEqualTo("\"named\"");
        assertThat(handshake("/named.talk").status()).isEqualTo(404);
        assertThat(handshake("/Chat.talk").status()).isEqualTo(404);
    }

    @Test
    void aTrailingSlashDoesNotMatter() {
        assertThat(text("/talks.talk/")).isEqualTo("\"named\"");
        assertThat(text("/talks.talk/?x=1")).isEqualTo("\"named\"");
        assertThat(handshake("/talks.talk//").status()).isEqualTo(404);
    }

    @Test
    void queryStringsAreCoerced() {
        assertThat(text("/coerced?on=true&count=1&rate=1")).isEqualTo("\"Coerced[on=true, count=1, rate=1.0]\"");
        assertThat(text("/coerced?on=false&count=-1&rate=2.5")).isEqualTo("\"Coerced[on=false, count=-1, rate=2.5]\"");
        for (String query : List.of("on=True&count=1&rate=1", "on=1&count=1&rate=1", "on=true&count=1.5&rate=1")) {
            assertThat(handshake("/coerced?" + query).status()).isEqualTo(400);
        }
    }

    @Test
    void messagesAreBareJsonInTextFrames() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/chat.talk"), PROTOCOL + ": encore-ws")) {
            wire.sendText(" {\"unknown\":1, \"text\":\"a\"} ");
            assertThat(wire.text()).isEqualTo("{\"text\":\"a\"}");
            wire.sendBinary("{\"text\":\"é\"}".getBytes(StandardCharsets.UTF_8));
            assertThat(wire.text()).isEqualTo("{\"text\":\"é\"}");
        }
    }

    private static String tunnel(String json) {
        return "encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String subprotocol(String... headers) {
        Reply reply = handshake("/chat.talk", headers);
        assertThat(reply.status()).isEqualTo(101);
        return reply.header(PROTOCOL);
    }

    private static Reply handshake(String target, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri(), target, headers)) {
            return wire.reply();
        }
    }

    private static String text(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path), headers)) {
            return wire.text();
        }
    }
}
