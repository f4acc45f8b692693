package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/** What attackers are known to try, on a server that has its own view of paths, headers and logs. */
@ServerTest
class SecurityIT extends SuiteClient {

    private static final String PROTOCOL = "Sec-WebSocket-Protocol: ";
    private static final String OURS = "(?s).*(org\\.rivulet|/home/|secret).*";
    private static final String INSIDE = "(?s).*(Exception|\\bat org\\.|org\\.rivulet|\\.java:|/home/|secret).*";

    // ---- paths

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/handshake/files/../../echo",
                "/handshake/files/..;/..;/echo",
                "/handshake/files/%2e%2e/%2e%2e/echo",
                "/handshake/files/..%2f..%2fecho",
                "/handshake/files/..%5c..%5cecho",
                "/handshake/files/%252e%252e/echo/..",
                "/handshake/files/%c0%ae%c0%ae/echo",
                "/handshake/rooms/..%2F..%2Fecho",
                "/handshake/rooms/..",
                "/handshake/rooms/%2e%2e;a=b",
                "/handshake/rooms/.%2e/hidden",
                "/handshake/rooms/..;x/hidden",
                "/./echo",
                "//echo",
                "/;x/echo",
                "/echo%00",
                "/echo%2f",
                "/echo%5c",
                "/ECHO",
                "/echo/.",
                "/handshake/hidden",
                "/handshake/hidden/",
                "/handshake/hidden;a=b",
                "/handshake/%68idden",
                "/handshake/x/../hidden",
                "/handshake//hidden",
                "/handshake/caller;a=b",
                "/handshake/%63aller",
                "/handshake/caller/"
            })
    void noOtherWayLeadsToAnEndpoint(String path) {
        String context = server.uri("/").getPath().replaceFirst("/$", "");
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri("/"), context + path)) {
            assertThat(wire.reply().status())
                    .isBetween(200, 599) // the server may have a page for it
                    .isNotEqualTo(500);
            // Open Liberty's own pages name exceptions and classes of its own
            assertThat(wire.reply().body()).doesNotMatch(server.name().equals("open-liberty") ? OURS : INSIDE);
        }
    }

    // ---- pages

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "OWN.evil.example",
                "OWN@evil.example",
                "OWN, http://evil.example",
                "file://",
                "*"
            })
    void aPageOfAnotherSiteOpensNothing(String origin) {
        String own = "http://" + server.uri("/").getAuthority();
        Reply reply = handshake("/echo", "Origin: " + origin.replace("OWN", own));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().getString("code")).isEqualTo("permission_denied");
        assertThat(handshake("/echo", "Origin: " + own).status()).isEqualTo(101);
        assertThat(handshake("/echo", "Origin: " + own, "Origin: " + own).status())
                .isNotEqualTo(101);
    }

    // ---- tunnels

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x-a\":\"b\\r\\nX-Forged: 1\"}",
                "{\"x-a\\r\\nX-Forged\":\"b\"}",
                "{\"x-a:\":\"b\"}",
                "{\"Host\":\"evil.example\"}",
                "{\"Origin\":\"http://evil.example\"}",
                "{\"X-Forwarded-For\":\"127.0.0.1\"}",
                "{\"Sec-WebSocket-Key\":\"b\"}",
                "{\"Transfer-Encoding\":\"chunked\"}",
                "{\"x-a\":\"1\",\"X-A\":\"2\"}",
                "{\"x-a\":[\"1\"]}"
            })
    void nothingIsSmuggledThroughATunnel(String json) {
        Reply reply = handshake("/echo", PROTOCOL + "encore-ws, " + tunnel(json));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message"))
                .startsWith("the header tunnel ")
                .doesNotContain("evil");
        assertThat(reply.headers()).doesNotContainKey("X-Forged");
    }

    @Test
    void aTunnelHasABound() {
        String json = "{\"x-a\":\"" + "x".repeat(5_000) + "\"}";
        Reply reply = handshake("/echo", PROTOCOL + tunnel(json), PROTOCOL + tunnel(json), PROTOCOL + tunnel(json));
        assertThat(reply.status())
                .as("of ours or the server's, which may take less")
                .isIn(400, 413, 414, 431);
        assertThat(handshake("/echo", PROTOCOL + tunnel("{\"x-a\":\"b\"}")).status())
                .isEqualTo(101);
    }

    private static String tunnel(String json) {
        return "encore.dev.headers." + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    // ---- logs and answers

    @Test
    void noClientWritesALineOfTheLog() {
        String mark = "M" + UUID.randomUUID();
        int before = server.log().length();
        handshake("/handshake/all/%0d%0a" + mark + "?page=%0d%0a" + mark, "Cookie: theme=" + mark);
        try (WebSocketWire wire = open("/attacked/names")) {
            wire.sendText("{\"a\\r\\n" + mark + "\":1.5}")
                    .sendText("{\"\\u001b[31m\\u009b\\u2028" + mark + "\":1.5}")
                    .sendText("{}");
            assertThat(wire.text()).isEqualTo("0");
            wire.sendClose(1000, "\r\n" + mark + "\u001b[31m");
        }
        Waiting.until(
                Duration.ofSeconds(20), "both to be logged", () -> log(before).split(mark, -1).length > 2);
        assertThat(log(before).lines()).noneMatch(line -> line.startsWith(mark));
        assertThat(log(before)).doesNotContain("\u001b[31m\u009b", "\u2028" + mark);
        assertThat(log(before)).contains("\\u000d\\u000a" + mark);
    }

    private String log(int from) {
        return server.logSince(from);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/handshake/all/1?page=x&uuid=%FF",
                "/handshake/all/1?page=99999999999&day=secret",
                "/handshake/refused?code=none",
                "/handshake/hidden",
                "/handshake/caller"
            })
    void aRefusalTellsNothingOfTheInside(String path) {
        Reply reply = handshake(path);
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.json().keySet()).containsExactly("code", "message", "details");
        assertThat(reply.body()).doesNotMatch(INSIDE);
    }

    @Test
    void aFailureTellsNothingOfTheInside() {
        try (WebSocketWire wire = open("/failures/unexpected")) {
            Close close = wire.skipToClose();
            assertThat(close.code()).isEqualTo(1011);
            assertThat(close.reason()).doesNotMatch(INSIDE);
        }
    }

    // ---- messages

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"number\":1e999999999}",
                "{\"number\":1E-999999999}",
                "{\"number\":NINES}",
                "{\"text\":NINES}",
                "{\"number\":1,\"number\":\"x\"}",
                "{\"other\":DEEP}",
                "{\"text\":DEEP}",
                "DEEP",
                "{\"a\":{\"a\":{\"a\":",
                "{\"a\":[",
                "{\"a\":[}}",
                "{\"a\":[1[]}",
                "{\"number\":0x10}",
                "{} {}"
            })
    @Timeout(60)
    void aBombIsRefusedSoon(String pattern) {
        String json = pattern.replace("NINES", "9".repeat(500_000))
                .replace("DEEP", "[".repeat(100_000) + "]".repeat(100_000));
        try (WebSocketWire wire = open("/echo")) {
            Close close = wire.sendText(json).closing();
            assertThat(close.code()).isEqualTo(1007);
            assertThat(close.reason()).doesNotMatch(INSIDE);
        }
    }

    // ---- ids

    @Test
    void theIdOfAStreamCannotBeGuessed() {
        Set<UUID> ids = new HashSet<>();
        BigInteger same = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
        BigInteger last = null;
        for (int i = 0; i < 60; i++) {
            UUID id = UUID.fromString(first("/attacked/id"));
            BigInteger bits = new BigInteger(id.toString().replace("-", ""), 16);
            if (last != null) same = same.andNot(last.xor(bits));
            last = bits;
            ids.add(id);
        }
        assertThat(ids).hasSize(60);
        assertThat(same.bitCount())
                .as("bits that never changed: the version and the variant")
                .isEqualTo(6);
    }
}
