package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.internal.identity.Secrets;
import org.rivulet.internal.identity.Signer;
import org.rivulet.suite.auth.Credentials;
import org.rivulet.suite.auth.Doors;
import org.rivulet.suite.auth.Guest;
import org.rivulet.suite.auth.Logins;
import org.rivulet.suite.auth.User;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** An application that has an auth handler, and endpoints that only services reach. */
@ServerTest
class AuthIT {

    private static final String WAR = "auth.war";
    private static final String SECRET = "a secret that only the tests and their WAR know";
    private static final String NONE = "X-None: 0";
    private static final String ADA = "{\"name\":\"Ada\"}";

    @ArquillianResource
    private RunningServer server;

    private final Signer signer = new Signer(Secrets.parse(SECRET), InstantSource.system());

    @Deployment(testable = false)
    static WebArchive application() {
        return Archives.war(WAR, User.class, Credentials.class, Logins.class, Guest.class, Doors.class)
                .addAsResource(
                        new StringAsset("rivulet.internal-secrets=" + SECRET),
                        "META-INF/microprofile-config.properties");
    }

    // ---- the auth handler

    @ParameterizedTest
    @CsvSource({
        "/guarded, Authorization: Bearer ada, ada",
        "/guarded?token=bob, X-None: 0, bob",
        "/guarded, Cookie: login=cid, cid",
        "/open, Authorization: Bearer ada, ada",
        "/open, X-None: 0, nobody",
        "/open, Authorization: Bearer wrong, nobody"
    })
    void theStreamHasTheAuthDataOfItsCredentials(String path, String header, String name) {
        try (WebSocketWire wire = open(path, header)) {
            assertThat(say(wire, "who")).isEqualTo('"' + name + '"');
        }
    }

    @Test
    void beansOfTheStreamHaveItsAuthData() {
        try (WebSocketWire ada = open("/guarded?token=ada", NONE);
                WebSocketWire bob = open("/guarded?token=bob", NONE)) {
            assertThat(say(ada, "injected")).isEqualTo("\"ada\"");
            assertThat(say(bob, "injected")).isEqualTo("\"bob\"");
        }
    }

    @Test
    void credentialsMayComeThroughTheTunnel() {
        try (WebSocketWire wire = open("/guarded", tunnel("{\"authorization\":\"Bearer ada\"}"))) {
            assertThat(say(wire, "who")).isEqualTo("\"ada\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: 0", "Authorization: Bearer wrong", "Cookie: login=wrong", "Cookie: login="})
    void withoutRightCredentialsTheAnswerIs401(String header) {
        assertRefused(handshake("/guarded", header), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guarded", "/open"})
    void whomTheAuthHandlerRefusesIsRefusedEverywhere(String path) {
        assertRefused(handshake(path, "Authorization: Bearer banned"), 403, "permission_denied");
    }

    @Test
    void aStreamEndsWhenItsAuthenticationDoes() {
        try (WebSocketWire wire = open("/guarded?token=ada.1500", NONE)) {
            assertThat(wire.sendText("\"who\"").skipToClose().code()).isEqualTo(4401);
        }
    }

    // ---- services

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: 0",
                "Authorization: Bearer ada",
                "Authorization: Bearer banned",
                "Origin: https://evil.example",
                "Rivulet-Identity: 1",
                "Rivulet-Auth-Data: e30"
            })
    void whatIsNotExposedIsNotThere(String header) {
        Reply reply = handshake("/private", header);
        assertRefused(reply, 404, "not_found");
        assertThat(reply.body()).isEqualTo(handshake("/private", NONE).body());
    }

    @Test
    void aServiceReachesItForItsCaller() {
        String[] signed = signed("/private", null, ADA);
        try (WebSocketWire wire = open("/private", signed)) {
            assertThat(say(wire, "who")).isEqualTo("\"Ada\"");
        }
        assertRefused(handshake("/private", signed), 404, "not_found");
        assertRefused(handshake("/private", signed("/private", null, null)), 401, "unauthenticated");
    }

    @Test
    void aServiceSignsThePathAndTheQueryThatItSends() {
        try (WebSocketWire wire = open("/open/?a=b%20c&d=+", signed("/open/", "a=b%20c&d=+", ADA))) {
            assertThat(say(wire, "who")).isEqualTo("\"Ada\"");
        }
    }

    @Test
    void whoeverClaimsToBeAServiceAndIsNotIsRefused() {
        assertRefused(handshake("/open", signed("/private", null, ADA)), 401, "unauthenticated");
        assertRefused(handshake("/open", "Rivulet-Identity: 1"), 401, "unauthenticated");
        String[] signed = signed("/open", null, ADA);
        assertRefused(handshake("/open", signed[0], signed[1], signed[1]), 401, "unauthenticated");
        assertRefused(handshake("/open", tunnel("{\"Rivulet-Identity\":\"1\"}")), 400, "invalid_argument");
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().getString("code")).isEqualTo(code);
    }

    private String[] signed(String path, String query, String authData) {
        Map<String, String> headers = signer.sign("GET", uri(path).getRawPath(), query, authData);
        return Stream.of("Rivulet-Identity", "Rivulet-Auth-Data")
                .filter(headers::containsKey)
                .map(name -> name + ": " + headers.get(name))
                .toArray(String[]::new);
    }

    private static String tunnel(String json) {
        return "Sec-WebSocket-Protocol: encore-ws, encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String say(WebSocketWire stream, String text) {
        return stream.sendText("\"" + text + "\"").text();
    }

    private URI uri(String path) {
        return server.uri(WAR, path);
    }

    private WebSocketWire open(String path, String... headers) {
        return WebSocketWire.open(uri(path), headers);
    }

    private Reply handshake(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(uri(path), headers)) {
            return wire.reply();
        }
    }
}
