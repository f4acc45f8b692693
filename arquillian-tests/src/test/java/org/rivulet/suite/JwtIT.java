package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.suite.jwt.Issuer;
import org.rivulet.suite.jwt.JwtApplication;
import org.rivulet.suite.jwt.Members;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** Callers with tokens of MicroProfile JWT, in the header that is for them, and where a browser can put them. */
@ServerTest
@Needs(Feature.JWT)
class JwtIT {

    /** Not jwt.war: that context is Open Liberty's own. */
    private static final String WAR = "tokens.war";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Issuer ISSUER = new Issuer();

    @ArquillianResource
    private RunningServer server;

    @Deployment(testable = false)
    static WebArchive application() {
        return Archives.war(WAR, JwtApplication.class, Members.class)
                .addAsResource(new StringAsset(ISSUER.configuration()), "META-INF/microprofile-config.properties");
    }

    enum Way {
        HEADER,
        TUNNEL;

        String carry(String token) {
            if (this == HEADER) return "Authorization: Bearer " + token;
            byte[] json = ("{\"Authorization\":\"Bearer " + token + "\"}").getBytes(StandardCharsets.UTF_8);
            return "Sec-WebSocket-Protocol: encore-ws, encore.dev.headers."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenSaysWhoTheCallerIs(Way way) {
        try (WebSocketWire wire = open("/caller", way.carry(ISSUER.token("ada", "member", HOUR)))) {
            assertThat(say(wire)).isEqualTo("\"ada\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsGroupsAreRoles(Way way) {
        try (WebSocketWire wire = open("/members", way.carry(ISSUER.token("ada", "member", HOUR)))) {
            assertThat(say(wire)).isEqualTo("\"ada\"");
        }
        assertThat(status("/members", way.carry(ISSUER.token("bob", "guest", HOUR))))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfSomebodyElseIsNone(Way way) {
        String forged = new Issuer().token("ada", "member", HOUR);
        String expired = ISSUER.token("ada", "member", Duration.ofHours(-1));
        for (String path : new String[] {"/caller", "/members"}) {
            assertThat(status(path, "X-None: 0")).isEqualTo(401);
            assertThat(status(path, way.carry(forged))).isEqualTo(401);
            assertThat(status(path, way.carry(expired))).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStreamEndsWhenItsTokenDoes(Way way) {
        open("/anybody", way.carry(ISSUER.token("ada", "member", HOUR))).close(); // a server's first is slow
        try (WebSocketWire wire = open("/anybody", way.carry(ISSUER.token("ada", "member", Duration.ofSeconds(10))))) {
            Close close = wire.closing();
            assertThat(close.code()).isEqualTo(4401);
            assertThat(close.reason()).contains("the authentication has expired");
        }
    }

    private static String say(WebSocketWire wire) {
        return wire.sendText("\"who\"").text();
    }

    private WebSocketWire open(String path, String header) {
        return WebSocketWire.open(server.uri(WAR, path), header);
    }

    private int status(String path, String header) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(WAR, path), header)) {
            return wire.reply().status();
        }
    }
}
