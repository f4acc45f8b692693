package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.FromHeader;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Request headers in a subprotocol, as Encore's clients in browsers send them. */
class TunnelTest {

    @RegisterExtension
    static final RivuletServer server =
            RivuletServer.configure(b -> b.beans(Endpoints.class).filter("/*", Mirror.class));

    private static final String PROTOCOL = "Sec-WebSocket-Protocol";

    record Tags(
            @FromHeader("X-Tag") List<String> tags,
            @FromHeader Optional<String> authorization) {}

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/tags", expose = true)
        void tags(Tags handshake, StreamOut<String> stream) {
            stream.send(handshake.tags() + " " + handshake.authorization().orElse("nobody"));
        }
    }

    /** A filter of the application, which tells what it sees. */
    public static class Mirror extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setHeader(
                    "X-Tags", Collections.list(request.getHeaders("X-TAG")).toString());
            response.setHeader("X-First", request.getHeader("x-tag"));
            response.setHeader("X-Offered", request.getHeader(PROTOCOL));
            long names = Collections.list(request.getHeaderNames()).stream()
                    .filter("X-Tag"::equalsIgnoreCase)
                    .count();
            response.setHeader("X-Names", Long.toString(names));
            chain.doFilter(request, response);
        }
    }

    @Test
    void theApplicationsFiltersSeeTheHeadersAndNotTheTunnel() {
        Reply reply = handshake(
                "/tags", "X-Tag: a", PROTOCOL + ": other, " + tunnel("{\"x-tag\":\"b\"}"), PROTOCOL + ": encore-ws");
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.header("X-Tags")).isEqualTo("[a, b]");
        assertThat(reply.header("X-First")).isEqualTo("a");
        assertThat(reply.header("X-Offered")).isEqualTo("other, encore-ws");
        assertThat(reply.header("X-Names")).isEqualTo("1");
    }

    @Test
    void theApplicationsFiltersSeeNoOfferWhereTheTunnelWasAll() {
        Reply reply = handshake("/tags", PROTOCOL + ": " + tunnel("{\"x-tag\":\"b\"}"));
        assertThat(reply.status()).isEqualTo(101);
        assertThat(reply.headers()).containsEntry("X-First", "b").doesNotContainKey("X-Offered");
        assertThat(reply.header("X-Names")).isEqualTo("1");
    }

    @Test
    void aTunnelCarriesHeaders() {
        String tunnel = tunnel("{\"x-tag\":\"ä\",\"Authorization\":\"Bearer t\"}");
        assertThat(text("/tags", PROTOCOL + ": encore-ws, " + tunnel)).isEqualTo("\"[ä] Bearer t\"");
    }

    @Test
    void tunnelsAddToTheRealHeaders() {
        assertThat(text(
                        "/tags",
                        "X-Tag: a",
                        PROTOCOL + ": " + tunnel("{\"X-Tag\":\"b\"}") + ",encore-ws, " + tunnel("{\"x-tag\":\"c\"}"),
                        PROTOCOL + ": " + tunnel("{\"X-TAG\":\"d\"}")))
                .isEqualTo("\"[a, b, c, d] nobody\"");
    }

    @Test
    void anEmptyTunnelCarriesNothing() {
        assertThat(text("/tags", PROTOCOL + ": " + tunnel("{}"))).isEqualTo("\"[] nobody\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept-charset",
                "accept-encoding",
                "access-control-request-headers",
                "access-control-request-method",
                "connection",
                "content-length",
                "cookie",
                "date",
                "dnt",
                "expect",
                "host",
                "origin",
                "referer",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "via",
                "keep-alive",
                "permissions-policy",
                "sec-fetch-mode",
                "sec-websocket-key",
                "proxy-authorization",
                "Cookie",
                "SEC-anything",
                "Proxy-X"
            })
    void aForbiddenHeaderIsRefused(String name) {
        assertTunnelRefused(tunnel("{\"x-tag\":\"fine\",\"" + name + "\":\"v\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "1",
                "",
                "{",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":[\"b\"]}",
                "{\"a\":{}}",
                "{\"a\":\"b\"",
                "{\"a\":\"b\"} {}",
                "{\"\":\"v\"}",
                "{\"a b\":\"v\"}",
                "{\"a:b\":\"v\"}",
                "{\"a\\r\\nb\":\"v\"}",
                "{\"a\":\"b\\r\\nX-Forged: 1\"}",
                "{\"a\":\"b\\n\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"b\",\"a\":\"b\"}",
                "{\"a\":\"b\",\"A\":\"c\"}"
            })
    void aTunnelOfSomethingElseIsRefused(String json) {
        assertTunnelRefused(tunnel(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "e30=", "e30+", "e30/", "e3", "e", "_w"})
    void aTunnelThatIsNotBase64UrlOfUtf8IsRefused(String encoded) {
        assertTunnelRefused("encore.dev.headers." + encoded);
    }

    @Test
    void aTunnelThatIsNestedWithoutEndIsRefused() {
        assertTunnelRefused(tunnel("{\"a\":" + "[".repeat(10_000)));
        assertTunnelRefused(tunnel("[".repeat(10_000)));
    }

    @Test
    void aTunnelThatIsTooLongIsRefused() {
        String most = "x".repeat(12_000);
        assertThat(text("/tags", PROTOCOL + ": " + tunnel("{\"x-tag\":\"" + most + "\"}")))
                .isEqualTo("\"[" + most + "] nobody\"");
        assertTunnelRefused(tunnel("{\"x-tag\":\"" + most + "x".repeat(400) + "\"}"));
    }

    @Test
    void aRefusedTunnelNeverRepeatsWhatItCarried() {
        Reply reply = handshake("/tags", PROTOCOL + ": " + tunnel("{\"cookie\":\"secret\"}"));
        assertThat(reply.body()).contains("cookie").doesNotContain("secret");
    }

    private static void assertTunnelRefused(String protocol) {
        Reply reply = handshake("/tags", PROTOCOL + ": encore-ws, " + protocol);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(reply.json().keySet()).containsExactly("code", "message", "details");
        assertThat(reply.json().getString("code")).isEqualTo("invalid_argument");
        assertThat(reply.json().getString("message")).startsWith("the header tunnel encore.dev.headers.*");
    }

    private static String tunnel(String json) {
        return "encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
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
