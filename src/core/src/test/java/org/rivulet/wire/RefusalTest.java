package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Requests for a stream that are not upgraded, in the order of the checks. */
class RefusalTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class);

    private static final String NOT_FOUND =
            "{\"code\":\"not_found\",\"message\":\"endpoint not found\",\"details\":null}";
    private static final String UNAUTHENTICATED =
            "{\"code\":\"unauthenticated\",\"message\":\"the request does not have "
                    + "valid authentication credentials for the operation\",\"details\":null}";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";
    private static final String VERSION = "Sec-WebSocket-Version: 13";
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    private static final String BAD_TUNNEL = "Sec-WebSocket-Protocol: encore.dev.headers.*";

    private static final AtomicInteger CALLS = new AtomicInteger();

    record Page(int page) {}

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/open", expose = true)
        void open(StreamOut<String> stream) {
            CALLS.incrementAndGet();
            stream.send("open");
        }

        @StreamEndpoint(path = "/paged", expose = true)
        void paged(Page handshake, StreamOut<String> stream) {
            CALLS.incrementAndGet();
        }

        @StreamEndpoint(path = "/guarded", expose = true, auth = true)
        void guarded(Page handshake, StreamOut<String> stream) {
            CALLS.incrementAndGet();
        }

        @StreamEndpoint(path = "/private")
        void hidden(Page handshake, StreamOut<String> stream) {
            CALLS.incrementAndGet();
        }

        @StreamEndpoint(path = "/private/guarded", auth = true)
        void hiddenAndGuarded(StreamOut<String> stream) {
            CALLS.incrementAndGet();
        }
    }

    @Test
    void aPrivateEndpointIsNotFoundWhateverElseIsWrong() {
        assertAnswer(handshake("/private?page=1"), 404, NOT_FOUND);
        assertAnswer(handshake("/private"), 404, NOT_FOUND);
        assertAnswer(handshake("/private", BAD_TUNNEL), 404, NOT_FOUND);
        assertAnswer(handshake("/private/guarded"), 404, NOT_FOUND);
        assertAnswer(request("GET", "/private"), 404, NOT_FOUND);
        assertAnswer(request("POST", "/private"), 404, NOT_FOUND);
    }

    @Test
    void aBrokenTunnelIsSaidBeforeMissingCredentials() {
        Reply reply = handshake("/guarded", BAD_TUNNEL);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message")).contains("tunnel");
    }

    @Test
    void missingCredentialsAreSaidBeforeABadHandshake() {
        assertAnswer(handshake("/guarded?page=one"), 401, UNAUTHENTICATED);
        assertAnswer(handshake("/guarded?page=1"), 401, UNAUTHENTICATED);
        assertAnswer(request("GET", "/guarded?page=1"), 401, UNAUTHENTICATED);
    }

    @Test
    void withoutAnUpgradeTheAnswerIsTheErrorThatTheUpgradeWouldGet() {
        for (String path : List.of("/paged", "/paged?page=one", "/guarded", "/private")) {
            Reply upgrade = handshake(path);
            Reply plain = request("GET", path);
            assertThat(plain.status()).isEqualTo(upgrade.status());
            assertThat(plain.body()).isEqualTo(upgrade.body()).startsWith("{");
        }
    }

    @Test
    void withoutAnUpgradeAHandshakeThatWouldSucceedNeedsOne() {
        assertUpgradeRequired(request("GET", "/paged?page=1"), "this is a stream: connect with a WebSocket");
        assertUpgradeRequired(
                request("GET", "/open", "Connection: close, Upgrade", "Upgrade: h2c"),
                "this is a stream: connect with a WebSocket");
    }

    @Test
    void headHasTheSameAnswerWithoutABody() {
        Reply reply = request("HEAD", "/open", "Connection: close");
        assertThat(reply.status()).isEqualTo(426);
        assertThat(reply.body()).isEmpty();
        assertThat(request("HEAD", "/paged", "Connection: close").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "0", "x", "13, 8", ""})
    void anotherVersionNeedsVersion13(String version) {
        Reply reply = request("GET", "/open", UPGRADE, CONNECTION, KEY, "Sec-WebSocket-Version: " + version);
        assertUpgradeRequired(reply, "this is a stream: connect with version 13 of the WebSocket protocol");
    }

    @Test
    void noVersionNeedsVersion13() {
        assertUpgradeRequired(
                request("GET", "/open", UPGRADE, CONNECTION, KEY),
                "this is a stream: connect with version 13 of the WebSocket protocol");
    }

    @Test
    void aConnectionThatDoesNotSayUpgradeIsABadRequest() {
        String message = "Connection header did not include 'upgrade'";
        assertBadRequest(request("GET", "/open", UPGRADE, VERSION, KEY, "Connection: keep-alive"), message);
        assertBadRequest(request("GET", "/open", UPGRADE, VERSION, KEY), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZQ==dGhl", "****************"})
    void aKeyThatIsNot16BytesIsABadRequest(String key) {
        assertBadRequest(
                request("GET", "/open", UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: " + key),
                "Sec-WebSocket-Key is not the base64 of 16 bytes");
    }

    @Test
    void noKeyIsABadRequest() {
        assertBadRequest(
                request("GET", "/open", UPGRADE, CONNECTION, VERSION),
                "Sec-WebSocket-Key is not the base64 of 16 bytes");
    }

    @Test
    void tokensOfTheUpgradeHaveNoCaseAndMayStandInLists() {
        String[] headers = {"upgrade: h2c, WebSocket", "connection: keep-alive, UPGRADE", VERSION, KEY};
        try (WebSocketWire wire = WebSocketWire.requestTarget("GET", server.uri(), "/open", headers)) {
            assertThat(wire.reply().status()).isEqualTo(101);
            assertThat(wire.text()).isEqualTo("\"open\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/../open",
                "/./open",
                "//open",
                "/open;a=b/..;/open",
                "/x/%2e%2e/open",
                "/x/..%2fopen",
                "/open//",
                "/x/../private?page=1",
                "//private?page=1"
            })
    void noWayLeadsToAnEndpointAroundTheChecks(String target) {
        int before = CALLS.get();
        assertThat(handshake(target).status()).isBetween(400, 499);
        assertThat(CALLS).hasValue(before);
    }

    private static void assertUpgradeRequired(Reply reply, String message) {
        assertAnswer(reply, 426, "{\"code\":\"failed_precondition\",\"message\":\"" + message + "\",\"details\":null}");
        assertThat(reply.header("Upgrade")).isEqualTo("websocket");
        assertThat(reply.header("Sec-WebSocket-Version")).isEqualTo("13");
    }

    private static void assertBadRequest(Reply reply, String message) {
        assertAnswer(reply, 400, "{\"code\":\"invalid_argument\",\"message\":\"" + message + "\",\"details\":null}");
    }

    private static void assertAnswer(Reply reply, int status, String body) {
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
    }

    private static Reply handshake(String target, String... headers) {
        List<String> all = new ArrayList<>(List.of(UPGRADE, CONNECTION, VERSION, KEY));
        all.addAll(List.of(headers));
        return request("GET", target, all.toArray(String[]::new));
    }

    private static Reply request(String method, String target, String... headers) {
        try (WebSocketWire wire = WebSocketWire.requestTarget(method, server.uri(), target, headers)) {
            return wire.reply();
        }
    }
}
