package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;

/** Pages of other origins, and what a proxy says of them. */
class OriginTest {

    private static final String PROXIED =
            "X-Forwarded-For: 203.0.113.9, X-Forwarded-Proto: https, X-Forwarded-Host: a.org";

    private static EmbeddedServer strict;
    private static EmbeddedServer configured;

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/open", expose = true)
        void open(StreamOut<String> stream) {
            stream.send(String.valueOf(stream.remoteAddress()));
        }

        @StreamEndpoint(path = "/guarded", expose = true, auth = true)
        void guarded(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/private")
        void hidden(StreamOut<String> stream) {}
    }

    @BeforeAll
    static void start() {
        strict = EmbeddedServer.builder().beans(Endpoints.class).start();
        System.setProperty("rivulet.allowed-origins", "https://*.example.com, http://localhost:5173");
        System.setProperty("rivulet.trusted-proxies", "127.0.0.1, ::1");
        try {
            configured = EmbeddedServer.builder().beans(Endpoints.class).start();
        } finally {
            System.clearProperty("rivulet.allowed-origins");
            System.clearProperty("rivulet.trusted-proxies");
        }
    }

    @AfterAll
    static void stop() {
        try (EmbeddedServer one = strict;
                EmbeddedServer other = configured) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @Test
    void aPageOfTheServerItselfMayOpenAStream() {
        assertThat(status(strict, "/open", "Origin: " + strict.uri())).isEqualTo(101);
        assertThat(status(configured, "/open", "Origin: " + configured.uri())).isEqualTo(101);
    }

    @Test
    void aClientThatIsNoBrowserMay() {
        assertThat(status(strict, "/open")).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, 403, 101",
        "http://localhost:5173, 403, 101",
        "https://evil.org, 403, 403",
        "null, 403, 403"
    })
    void pagesOfOthersMayWhereTheyAreConfigured(String origin, int byDefault, int whereConfigured) {
        assertThat(status(strict, "/open", "Origin: " + origin)).isEqualTo(byDefault);
        assertThat(status(configured, "/open", "Origin: " + origin)).isEqualTo(whereConfigured);
    }

    @Test
    void theAnswerIsJson() {
        Reply reply = reply(strict, "/open", "Origin: https://evil.org");
        assertThat(reply.body())
                .isEqualTo("{\"code\":\"permission_denied\",\"message\":\"pages of this origin may not open a stream"
                        + " here\",\"details\":null}");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void itIsCheckedAfterTheTunnelAndBeforeTheCaller() {
        assertThat(status(strict, "/private", "Origin: https://evil.org")).isEqualTo(404);
        assertThat(status(strict, "/open", "Origin: https://evil.org", "Sec-WebSocket-Protocol: encore.dev.headers.*"))
                .isEqualTo(400);
        assertThat(status(strict, "/guarded", "Origin: https://evil.org")).isEqualTo(403);
        assertThat(status(strict, "/guarded")).isEqualTo(401);
    }

    @Test
    void aTrustedProxySaysWhatTheClientAskedForAndWhoItIs() {
        String[] headers = (PROXIED + ", Origin: https://a.org").split(", ");
        assertThat(status(configured, "/open", headers)).isEqualTo(101);
        assertThat(status(strict, "/open", headers)).isEqualTo(403);
        assertThat(address(configured, PROXIED.split(", "))).isEqualTo("\"/203.0.113.9:0\"");
        assertThat(address(configured, "Forwarded: for=203.0.113.9")).isEqualTo("\"/203.0.113.9:0\"");
    }

    @Test
    void nobodyElseDoes() {
        assertThat(address(strict, PROXIED.split(", "))).startsWith("\"/127.0.0.1:");
    }

    @Test
    void aTunnelIsNoProxy() {
        for (String header : new String[] {"forwarded", "x-forwarded-for", "X-Forwarded-Host", "x-real-ip"}) {
            String json = "{\"" + header + "\":\"203.0.113.9\"}";
            String tunnel =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
            assertThat(status(configured, "/open", "Sec-WebSocket-Protocol: encore.dev.headers." + tunnel))
                    .as(header)
                    .isEqualTo(400);
        }
    }

    private static String address(EmbeddedServer server, String... headers) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/open"), headers)) {
            return wire.text();
        }
    }

    private static int status(EmbeddedServer server, String path, String... headers) {
        return reply(server, path, headers).status();
    }

    private static Reply reply(EmbeddedServer server, String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(path), headers)) {
            return wire.reply();
        }
    }
}
