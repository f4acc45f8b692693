package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.ServerTest;

/** From a request to a stream and its handshake. */
@ServerTest
class HandshakeIT extends SuiteClient {

    private static final String PROTOCOL = "Sec-WebSocket-Protocol: ";
    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    // ---- the path

    @ParameterizedTest
    @CsvSource({
        "/handshake/rooms/a, parameter a",
        "/handshake/rooms/lobby, literal",
        "/handshake/rooms/lobby/, literal",
        "/handshake/rooms/%6Cobby, literal",
        "/handshake/rooms/lobby?x=1, literal",
        "/handshake/files/index, literal",
        "/handshake/files/a, rest a",
        "/handshake/files/a/b%20b/c.txt, rest a/b b/c.txt",
        "/handshake/files/index/b, rest index/b",
        "/handshake/files/a/, rest a/",
        "/handshake/files/, 'rest '",
        "/handshakes.byDefault, default",
        "/handshakes.byDefault/, default"
    })
    void theMostSpecificEndpointIsFound(String path, String answer) {
        assertThat(first(path)).isEqualTo(answer);
    }

    @ParameterizedTest // not %2F, %5C and %25, which some servers refuse before any filter
    @CsvSource({
        "a%20b, a b",
        "a+b, a+b",
        "a%2Bb, a+b",
        "%7Ba%7D, {a}",
        "caf%C3%A9, café",
        "%F0%9F%98%80, 😀",
        "a:b@c!$&'()*=~, a:b@c!$&'()*=~",
        "%3F%23, ?#"
    })
    void aSegmentOfThePathIsDecodedOnce(String sent, String received) {
        assumeFalse(
                server.name().matches("payara7|glassfish.*") && sent.contains("$"),
                "Payara 7 and GlassFish themselves answer this path with 503");
        assumeFalse(
                server.name().equals("open-liberty") && sent.contains("%3F"),
                "Open Liberty itself answers this path with 400");
        assertThat(first("/handshake/rooms/" + sent)).isEqualTo("parameter " + received);
    }

    @Test
    void pathsAreBelowTheContextOfTheApplication() {
        assertThat(first("/handshake/path/a%20b?q=1")).isEqualTo("/handshake/path/a%20b");
        assertThat(handshake("/suite/handshake/path/a").status()).isEqualTo(404);
        try (WebSocketWire wire = WebSocketWire.handshake(server.uriInContext("suite.war", "", "/handshake/path/a"))) {
            assertThat(wire.reply().status()).isEqualTo(404);
        }
    }

    // ---- the rest of the handshake

    @Test
    void everyPartOfARequestHasItsType() {
        assertThat(first(
                        "/handshake/all/7?page=3&tag=a+b&tag=&tag=c%26d&q=caf%C3%A9&uuid=" + ID
                                + "&day=2026-02-28&link=https://example.com/a",
                        "X-Client: me",
                        "X-Tag: x",
                        "x-tag: y, z",
                        "Cookie: a=1; theme=DARK"))
                .isEqualTo("Everything[id=7, page=3, tags=[a b, , c&d], q=Optional[café], uuid=Optional[" + ID
                        + "], day=Optional[2026-02-28], link=Optional[https://example.com/a], "
                        + "client=Optional[me], labels=[x, y, z], theme=Optional[DARK]]");
    }

    @Test
    void whatIsOptionalMayBeLeftOut() {
        assertThat(first("/handshake/all/7?page=3"))
                .isEqualTo("Everything[id=7, page=3, tags=[], q=Optional.empty, uuid=Optional.empty, "
                        + "day=Optional.empty, link=Optional.empty, client=Optional.empty, labels=[], "
                        + "theme=Optional.empty]");
    }

    @Test
    void everythingThatIsWrongIsInOneAnswer() {
        assertRefused(
                handshake("/handshake/all/7?uuid=1&day=today", "Cookie: theme=dark"),
                "unable to decode query string: missing field page; "
                        + "unable to decode query string: invalid field uuid: expected a UUID; "
                        + "unable to decode query string: invalid field day: expected a LocalDate; "
                        + "invalid cookie value: theme: expected one of LIGHT, DARK");
    }

    @Test
    void aQueryThatIsNotUtf8IsRefused() {
        Reply reply = handshake("/handshake/all/7?page=1&q=%FF");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message")).startsWith("unable to decode query string: ");
    }

    @Test
    @Needs(Feature.VALIDATION)
    void aHandshakeMustFitItsConstraints() {
        assertThat(first("/handshake/constrained?page=9", "X-Name: ab")).isEqualTo("Constrained[page=9, name=ab]");
        Reply reply = handshake("/handshake/constrained?page=10", "X-Name: a");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getJsonObject("details").getJsonArray("fieldViolations"))
                .extracting(violation -> violation.asJsonObject().getString("field"))
                .containsExactlyInAnyOrder("page", "X-Name");
    }

    // ---- subprotocols

    @ParameterizedTest
    @ValueSource(
            strings = {"encore-ws", "other, encore-ws", "encore-ws, TUNNEL", "TUNNEL, encore-ws", "TUNNEL,encore-ws"})
    void encoresSubprotocolIsSelected(String offered) {
        Reply reply = handshake("/echo", PROTOCOL + offered.replace("TUNNEL", tunnel("{\"x-tag\":\"a\"}")));
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.header("Sec-WebSocket-Protocol")).isEqualTo("encore-ws");
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "TUNNEL", "other, TUNNEL"})
    void noOtherSubprotocolIsSelected(String offered) {
        Reply reply = handshake("/echo", PROTOCOL + offered.replace("TUNNEL", tunnel("{\"x-tag\":\"a\"}")));
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.headers()).doesNotContainKey("Sec-WebSocket-Protocol");
    }

    @Test
    void aTunnelCarriesHeaders() {
        String path = "/handshake/all/7?page=3";
        String tunnel = tunnel("{\"x-client\":\"ä\",\"X-TAG\":\"b\"}");
        for (String offered : new String[] {"encore-ws, " + tunnel, tunnel + ", encore-ws", tunnel}) {
            assertThat(first(path, "X-Tag: a", PROTOCOL + offered))
                    .contains("client=Optional[ä]")
                    .contains("labels=[a, b]");
        }
        assertThat(first(path, PROTOCOL + "encore-ws", PROTOCOL + tunnel)).contains("labels=[b]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"a\":1}", "{\"cookie\":\"theme=DARK\"}", "{\"a\":\"b\\r\\nX-Forged: 1\"}"})
    void aTunnelOfSomethingElseIsRefused(String json) {
        Reply reply = handshake("/echo", PROTOCOL + "encore-ws, " + tunnel(json));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message")).startsWith("the header tunnel encore.dev.headers.*");
    }

    private static String tunnel(String json) {
        return "encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** It would stay when the stream has long ended, and end the stream of a caller when it ends itself. */
    @Test
    void aStreamMakesNoHttpSession() {
        try (WebSocketWire wire = open("/echo/text")) {
            assertThat(wire.reply().header("Set-Cookie")).isNull();
        }
    }

    // ---- no upgrade

    @Test
    void aGetOfAStreamNeedsAnUpgrade() {
        assertUpgradeRequired(request("GET", "/echo"), "this is a stream: connect with a WebSocket");
        assertUpgradeRequired(request("GET", "/handshake/rooms/a"), "this is a stream: connect with a WebSocket");
    }

    @Test
    void aGetIsToldWhatTheUpgradeWouldBe() {
        Reply reply = request("GET", "/handshake/all/7?page=one");
        assertRefused(reply, "unable to decode query string: invalid field page: expected a whole number of 32 bits");
        assertThat(reply.body())
                .isEqualTo(handshake("/handshake/all/7?page=one").body());
    }

    @Test
    void otherPathsAreTheApplications() {
        assertThat(request("GET", "/facts").status()).isEqualTo(200);
        assertThat(handshake("/facts").status()).isNotEqualTo(101);
    }

    private static void assertUpgradeRequired(Reply reply, String message) {
        assertThat(reply.status()).isEqualTo(426);
        assertThat(reply.header("Upgrade")).isIn("websocket", null); // Grizzly's response would not end
        assertThat(reply.header("Sec-WebSocket-Version")).isEqualTo("13");
        assertThat(reply.json().getString("code")).isEqualTo("failed_precondition");
        assertThat(reply.json().getString("message")).isEqualTo(message);
    }

    private static void assertRefused(Reply reply, String message) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.json().getString("code")).isEqualTo("invalid_argument");
        assertThat(reply.json().getString("message")).isEqualTo(message);
    }
}
