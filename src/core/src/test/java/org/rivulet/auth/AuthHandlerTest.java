package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.AuthData;
import org.rivulet.AuthHandler;
import org.rivulet.ErrorCode;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** When the auth handler is called, and what its answers do. */
class AuthHandlerTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class, Request.class);

    private static final String NOT_FOUND =
            "{\"code\":\"not_found\",\"message\":\"endpoint not found\",\"details\":null}";
    private static final String NO_CREDENTIALS =
            "{\"code\":\"unauthenticated\",\"message\":\"the request does not have "
                    + "valid authentication credentials for the operation\",\"details\":null}";

    private static final AtomicInteger CALLS = new AtomicInteger();

    record Credentials(
            @FromHeader Optional<String> authorization,
            @FromQuery("token") Optional<String> token,
            @FromCookie("session") Optional<String> session,
            @FromHeader("X-Tries") Optional<Integer> tries) {}

    record User(String name) {}

    @RequestScoped
    static class Request {
        private final String id = UUID.randomUUID().toString();

        String id() {
            return id;
        }
    }

    @StreamService
    static class Endpoints {

        @Inject
        Request request;

        @AuthHandler
        User authenticate(Credentials credentials) throws Exception {
            CALLS.incrementAndGet();
            String name = credentials
                    .authorization()
                    .or(credentials::token)
                    .or(credentials::session)
                    .orElse("");
            return switch (name) {
                case "nobody", "" -> null;
                case "stranger" -> throw new StreamException(ErrorCode.UNAUTHENTICATED, "who are you?");
                case "banned" -> throw new StreamException(ErrorCode.PERMISSION_DENIED, "you are banned");
                case "broken" -> throw new IllegalStateException("secret");
                case "checked" -> throw new Exception("secret");
                case "request" -> new User(request.id().equals(request.id()) ? "same" : "other");
                default -> new User(name);
            };
        }

        @StreamEndpoint(path = "/guarded", expose = true, auth = true)
        void guarded(@AuthData User user, StreamOut<String> stream) {
            stream.send(user.name());
        }

        @StreamEndpoint(path = "/open", expose = true)
        void open(@AuthData Optional<User> user, StreamOut<String> stream) {
            stream.send(user.map(User::name).orElse("without"));
        }

        @StreamEndpoint(path = "/paged/{token}", expose = true, auth = true)
        void paged(Paged handshake, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/private", auth = true)
        void hidden(StreamOut<String> stream) {}
    }

    record Paged(String token, int page) {}

    @BeforeEach
    void fresh() {
        CALLS.set(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/guarded, Authorization: ada, ada",
        "/guarded?token=bob, X-None: 0, bob",
        "/guarded, Cookie: session=cid, cid",
        "/open, Authorization: ada, ada",
        "/open, X-None: 0, without",
        "/open?token=, Authorization:, without",
        "/open?token=, Cookie: session=, without",
        "/open, Authorization: nobody, without",
        "/open, Authorization: stranger, without",
        "/guarded, Authorization: request, same"
    })
    void theStreamHasItsAuthData(String path, String header, String expected) {
        assertThat(text(path, header)).isEqualTo('"' + expected + '"');
    }

    @Test
    void itIsCalledOnceAHandshake() {
        text("/guarded", "Authorization: ada");
        assertThat(CALLS).hasValue(1);
        text("/open", "Authorization: ada");
        assertThat(CALLS).hasValue(2);
    }

    @Test
    void itIsNotCalledWithoutCredentials() {
        text("/open?other=x", "Authorization:", "Cookie: session=; other=x");
        assertThat(handshake("/guarded").status()).isEqualTo(401);
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void itIsCalledWithOneOfItsCredentials() {
        assertThat(handshake("/guarded", "X-Tries: 1").status()).isEqualTo(401);
        assertThat(CALLS).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guarded", "/guarded?token=", "/paged/x?page=1"})
    void withoutCredentialsAnEndpointThatNeedsThemAnswers401(String path) {
        assertAnswer(handshake(path), 401, NO_CREDENTIALS);
    }

    @Test
    void credentialsOfNobodyAre401() {
        assertAnswer(
                handshake("/guarded", "Authorization: nobody"),
                401,
                "{\"code\":\"unauthenticated\",\"message\":\"unauthenticated\",\"details\":null}");
    }

    @Test
    void credentialsThatAreRefusedAre401InTheHandlersWords() {
        assertAnswer(
                handshake("/guarded", "Authorization: stranger"),
                401,
                "{\"code\":\"unauthenticated\",\"message\":\"who are you?\",\"details\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guarded", "/open"})
    void anyOtherErrorRefusesTheRequestWhateverTheEndpointAsksFor(String path) {
        assertAnswer(
                handshake(path, "Authorization: banned"),
                403,
                "{\"code\":\"permission_denied\",\"message\":\"you are banned\",\"details\":null}");
        assertInternal(handshake(path, "Authorization: broken"));
        assertInternal(handshake(path, "Authorization: checked"));
    }

    private static void assertInternal(Reply reply) {
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().getString("code")).isEqualTo("internal");
        assertThat(reply.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/guarded", "/open"})
    void credentialsThatCannotBeBoundAre400(String path) {
        Reply reply = handshake(path, "X-Tries: many");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message")).contains("X-Tries");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void itIsNotCalledForAnEndpointThatIsNotExposed() {
        assertAnswer(handshake("/private", "Authorization: ada"), 404, NOT_FOUND);
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void aParameterOfThePathIsNoCredential() {
        assertAnswer(handshake("/paged/ada?page=1"), 401, NO_CREDENTIALS);
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void itIsCalledBeforeTheHandshakeIsBound() {
        assertThat(handshake("/paged/x?page=one", "Authorization: stranger").status())
                .isEqualTo(401);
        assertThat(handshake("/paged/x?page=one", "Authorization: ada").status())
                .isEqualTo(400);
        assertThat(CALLS).hasValue(2);
    }

    @Test
    void credentialsMayComeThroughTheTunnel() {
        assertThat(text("/guarded", tunnel("{\"authorization\":\"ada\"}"))).isEqualTo("\"ada\"");
    }

    @Test
    void aBrokenTunnelIsSaidFirst() {
        assertThat(handshake("/guarded", "Authorization: ada", "Sec-WebSocket-Protocol: encore.dev.headers.*")
                        .status())
                .isEqualTo(400);
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void aRequestWithoutAnUpgradeHasTheSameAnswers() {
        assertThat(get("/guarded").status()).isEqualTo(401);
        assertThat(get("/open", "Authorization: banned").status()).isEqualTo(403);
        assertThat(get("/guarded", "Authorization: ada").status()).isEqualTo(426);
    }

    private static void assertAnswer(Reply reply, int status, String body) {
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.status()).isEqualTo(status);
    }

    private static String tunnel(String json) {
        return "Sec-WebSocket-Protocol: encore-ws, encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
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

    private static Reply get(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.request("GET", server.uri(path), headers)) {
            return wire.reply();
        }
    }
}
