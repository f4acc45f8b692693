package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.AuthData;
import org.rivulet.AuthHandler;
import org.rivulet.Expiring;
import org.rivulet.FromQuery;
import org.rivulet.LogLines;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.internal.identity.Secrets;
import org.rivulet.internal.identity.Signer;
import org.rivulet.internal.websocket.Deployment;

/** Requests of services, and of those who claim to be one. */
class ServicesTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ADA = "{\"name\":\"Ada\"}";
    private static final String NOT_FOUND =
            "{\"code\":\"not_found\",\"message\":\"endpoint not found\",\"details\":null}";
    private static final AtomicInteger CALLS = new AtomicInteger();

    private static EmbeddedServer server;
    private static EmbeddedServer without;

    private final Signer signer = new Signer(Secrets.parse(SECRET), InstantSource.system());

    record Token(@FromQuery Optional<String> token) {}

    /** Public, as JSON Binding wants it. */
    public record User(String name, Instant expiresAt) implements Expiring {}

    @StreamService
    static class Endpoints {

        @AuthHandler
        User authenticate(Token token) {
            CALLS.incrementAndGet();
            return new User("by the handler", null);
        }

        @StreamEndpoint(path = "/private", auth = true)
        void hidden(@AuthData User user, StreamOut<String> stream) throws InterruptedException {
            stream.send(user.name());
            if (user.expiresAt() != null) Thread.currentThread().join(); // until it is interrupted
        }

        @StreamEndpoint(path = "/exposed", expose = true)
        void exposed(@AuthData Optional<User> user, StreamOut<String> stream) {
            stream.send(user.map(User::name).orElse("nobody"));
        }

        @StreamEndpoint(path = "/admins")
        @RolesAllowed("admin")
        void admins(StreamOut<String> stream) {
            stream.send(String.valueOf(stream.caller()));
        }
    }

    @BeforeAll
    static void start() {
        without = EmbeddedServer.builder().beans(Endpoints.class).start();
        System.setProperty("rivulet.internal-secrets", SECRET);
        try {
            server = EmbeddedServer.builder().beans(Endpoints.class).start();
        } finally {
            System.clearProperty("rivulet.internal-secrets");
        }
    }

    @AfterAll
    static void stop() {
        try (EmbeddedServer one = server;
                EmbeddedServer other = without) {
            assertThat(one).isNotSameAs(other);
        }
    }

    @BeforeEach
    void fresh() {
        CALLS.set(0);
    }

    @Test
    void aServiceReachesWhatIsNotExposedOnBehalfOfItsCaller() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/private"), signed("/private", null, ADA))) {
            assertThat(wire.text()).isEqualTo("\"Ada\"");
            assertThat(wire.closing().code()).isEqualTo(1000);
        }
        assertThat(CALLS).as("the auth handler is not asked").hasValue(0);
    }

    @Test
    void theAuthHandlerIsNotAskedEvenWithCredentials() {
        assertThat(text("/exposed?token=x", signed("/exposed", "token=x", ADA))).isEqualTo("\"Ada\"");
        assertThat(text("/exposed?token=x", signed("/exposed", "token=x", null)))
                .isEqualTo("\"nobody\"");
        assertThat(CALLS).hasValue(0);
        assertThat(text("/exposed?token=x")).isEqualTo("\"by the handler\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"name\":\"Ada\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}"})
    void aServiceMustSayForWhomWhereTheEndpointAsks(String data) {
        assertThat(handshake("/private", signed("/private", null, null)).status())
                .isEqualTo(401);
        assertThat(handshake("/private", signed("/private", null, data)).status())
                .isEqualTo(401);
        assertThat(text("/exposed", signed("/exposed", null, data))).isEqualTo("\"nobody\"");
    }

    @Test
    void authDataExpireForServicesToo() {
        String data = "{\"name\":\"Ada\",\"expiresAt\":\"" + Instant.now().plus(Duration.ofSeconds(6)) + "\"}";
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/private"), signed("/private", null, data))) {
            assertThat(wire.text()).isEqualTo("\"Ada\"");
            assertThat(wire.closing().code()).isEqualTo(4401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"name\":", "{\"name\":{}}", "7"})
    void otherAuthDataAreWrong(String data) {
        Reply reply = handshake("/exposed", signed("/exposed", null, data));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("code")).isEqualTo("invalid_argument");
    }

    @Test
    void rolesAreTheContainers() {
        assertThat(handshake("/admins", signed("/admins", null, ADA)).status()).isEqualTo(401);
        assertThat(handshake("/admins", with(signed("/admins", null, ADA), "X-Caller: eve"))
                        .status())
                .isEqualTo(403);
        assertThat(handshake("/admins", with(signed("/admins", null, ADA), "X-Caller: bob admin"))
                        .status())
                .isEqualTo(101);
    }

    @Test
    void aServiceHasNoOrigin() {
        String evil = "Origin: https://evil.example";
        assertThat(handshake("/exposed", evil).status()).isEqualTo(403);
        assertThat(handshake("/exposed", with(signed("/exposed", null, ADA), evil))
                        .status())
                .isEqualTo(101);
    }

    @Test
    void anIdentityIsGoodForOneRequest() {
        String[] once = signed("/exposed", null, ADA);
        assertThat(handshake("/exposed", once).status()).isEqualTo(101);
        assertForged(once, server);
        String[] hidden = signed("/private", null, ADA);
        assertThat(handshake("/private", hidden).status()).isEqualTo(101);
        assertNotFound(hidden, server);
    }

    @Test
    void anIdentityForAnotherRequestIsNone() {
        assertForged(signed("/private", null, ADA), server);
        assertForged(signed("/exposed", "", ADA), server);
        assertNotFound(signed("/exposed", null, ADA), server);
    }

    @Test
    void anIdentityBySomebodyElseIsNone() {
        Signer stranger = new Signer(Secrets.parse(SECRET + "x"), InstantSource.system());
        assertForged(lines(stranger.sign("GET", "/exposed", null, ADA)), server);
        assertNotFound(lines(stranger.sign("GET", "/private", null, ADA)), server);
    }

    @Test
    void withoutSecretsNothingInternalIsAccepted() {
        assertForged(signed("/exposed", null, ADA), without);
        assertNotFound(signed("/private", null, ADA), without);
        assertForged(new String[] {"Rivulet-Auth-Data: e30"}, without);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rivulet-Identity:",
                "Rivulet-Identity: 1",
                "rivulet-identity: x",
                "Rivulet-Auth-Data: e30",
                "RIVULET-AUTH-DATA:"
            })
    void whateverClaimsAnIdentityHasToHaveIt(String header) {
        assertForged(new String[] {header}, server);
        assertNotFound(new String[] {header}, server);
    }

    @Test
    void aHeaderThatStandsThereTwiceIsRefused() {
        String[] signed = signed("/exposed", null, ADA);
        assertForged(with(signed, signed[0]), server);
        assertForged(with(signed, signed[1]), server);
    }

    @Test
    void noTunnelCarriesAnIdentity() {
        for (String name : List.of("Rivulet-Identity", "rivulet-auth-data", "RIVULET-X")) {
            String json =
                    "{\"" + name + "\":\"" + signed("/exposed", null, null)[0].split(": ")[1] + "\"}";
            String tunnel = "Sec-WebSocket-Protocol: encore.dev.headers."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
            assertThat(handshake("/exposed", tunnel).status()).isEqualTo(400);
            assertNotFound(new String[] {tunnel}, server);
        }
    }

    @Test
    void refusedIdentitiesAreCounted() {
        long before = refused();
        assertForged(signed("/private", null, ADA), server);
        handshake("/private", signed("/exposed", null, ADA));
        assertThat(refused()).isEqualTo(before + 2);
    }

    @Test
    void aFloodOfThemFillsNoLog() {
        LogLines log = new LogLines();
        try {
            long began = System.nanoTime();
            int sent = 0;
            while (sent < 20 || System.nanoTime() - began < TimeUnit.SECONDS.toNanos(2))
                handshake("/private", "Rivulet-Identity: " + sent++);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            assertThat(log.of("Internal identities refused: ")).hasSizeBetween(1, (int) seconds + 1);
        } finally {
            log.close();
        }
    }

    private static long refused() {
        return server.select(Deployment.class).get().counted().getRefusedHandshakes();
    }

    private static void assertForged(String[] headers, EmbeddedServer where) {
        try (WebSocketWire wire = WebSocketWire.handshake(where.uri("/exposed"), headers)) {
            assertThat(wire.reply().status()).isEqualTo(401);
            assertThat(wire.reply().body())
                    .isEqualTo(
                            "{\"code\":\"unauthenticated\",\"message\":\"the internal identity is not valid\",\"details\":null}");
        }
    }

    /** Whoever is no service must not see that there is anything. */
    private static void assertNotFound(String[] headers, EmbeddedServer where) {
        try (WebSocketWire plain = WebSocketWire.handshake(where.uri("/private"));
                WebSocketWire claims = WebSocketWire.handshake(where.uri("/private"), headers)) {
            assertThat(claims.reply().status()).isEqualTo(404);
            assertThat(claims.reply().body())
                    .isEqualTo(NOT_FOUND)
                    .isEqualTo(plain.reply().body());
            assertThat(claims.reply().headers().keySet())
                    .isEqualTo(plain.reply().headers().keySet());
        }
    }

    private String[] signed(String path, String query, String authData) {
        return lines(signer.sign("GET", path, query, authData));
    }

    private static String[] lines(Map<String, String> headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines.toArray(String[]::new);
    }

    private static String[] with(String[] headers, String more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static String text(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path), headers)) {
            return wire.text();
        }
    }

    private static Reply handshake(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(path), headers)) {
            return wire.reply();
        }
    }
}
