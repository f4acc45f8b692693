package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.Expiring;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Callers whom an authentication mechanism of Jakarta Security knows by what is in the header tunnel. */
class TunnelledCallerTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class, Tokens.class);

    private static final AtomicInteger CALLS = new AtomicInteger();

    record Bearer(String name, Instant expiresAt) implements Principal, Expiring {
        @Override
        public String getName() {
            return name;
        }
    }

    /** Knows whoever has a token. */
    @ApplicationScoped
    static class Tokens implements HttpAuthenticationMechanism {

        @Override
        public AuthenticationStatus validateRequest(
                HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
                throws AuthenticationException {
            CALLS.incrementAndGet();
            String token = request.getHeader("Authorization");
            if (token == null) return context.doNothing();
            response.setHeader("WWW-Authenticate", "Bearer");
            return switch (token) {
                case "ada" -> context.notifyContainerAboutLogin("ada", Set.of("member"));
                case "eve" -> context.notifyContainerAboutLogin(() -> "eve", null);
                case "brief" ->
                    context.notifyContainerAboutLogin(
                            new Bearer("brief", Instant.now().plusSeconds(5)), Set.of());
                case "elsewhere" -> context.redirect("https://login.example");
                case "broken" -> throw new IllegalStateException("secret");
                case "refused" -> throw new AuthenticationException("secret");
                default -> context.responseUnauthorized();
            };
        }
    }

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/guarded", expose = true, auth = true)
        void guarded(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(stream.caller().getName());
        }

        @StreamEndpoint(path = "/members", expose = true)
        @RolesAllowed("member")
        void members(StreamInOut<String, String> stream) {}

        @StreamEndpoint(path = "/known", expose = true)
        @RolesAllowed("**")
        void known(StreamInOut<String, String> stream) {}

        @StreamEndpoint(path = "/open", expose = true)
        void open(StreamInOut<String, String> stream) {}
    }

    @ParameterizedTest
    @CsvSource({
        "ada, 101, 101, 101, 101",
        "eve, 101, 403, 101, 101",
        "wrong, 401, 401, 401, 401",
        "refused, 401, 401, 401, 401",
        "elsewhere, 401, 401, 401, 101",
        "broken, 500, 500, 500, 500"
    })
    void theMechanismIsAskedAboutTheTunnel(String token, int guarded, int members, int known, int open) {
        assertThat(new int[] {
                    status("/guarded", token),
                    status("/members", token),
                    status("/known", token),
                    status("/open", token)
                })
                .containsExactly(guarded, members, known, open);
    }

    @Test
    void theStreamKnowsItsCaller() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/guarded"), tunnel("ada"))) {
            assertThat(wire.sendText("\"who\"").text()).isEqualTo("\"ada\"");
        }
    }

    @Test
    void aCallerWhoseTimeIsOverIsToldSo() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/guarded"), tunnel("brief"))) {
            assertThat(wire.sendText("\"who\"").text()).isEqualTo("\"brief\"");
            assertThat(wire.closing().code()).isEqualTo(4401);
        }
    }

    @Test
    void whatTheMechanismWouldAnswerIsNotSent() {
        Reply reply = handshake("/guarded", tunnel("wrong"));
        assertThat(reply.json().getString("code")).isEqualTo("unauthenticated");
        assertThat(reply.headers()).doesNotContainKey("WWW-Authenticate");
    }

    @Test
    void itIsNotAskedWhereThereIsNoTunnelOrTheContainerKnowsTheCaller() {
        CALLS.set(0);
        assertThat(handshake("/guarded", "Authorization: ada").status()).isEqualTo(401);
        assertThat(handshake("/guarded", tunnel("wrong"), "X-Caller: bob").status())
                .isEqualTo(101);
        assertThat(CALLS).hasValue(0);
    }

    private static int status(String path, String token) {
        return handshake(path, tunnel(token)).status();
    }

    private static Reply handshake(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(path), headers)) {
            return wire.reply();
        }
    }

    private static String tunnel(String token) {
        byte[] json = ("{\"Authorization\":\"" + token + "\"}").getBytes(StandardCharsets.UTF_8);
        return "Sec-WebSocket-Protocol: encore-ws, encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
