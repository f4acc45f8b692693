package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.internal.websocket.Deployment;

/** Streams do not outlive the HTTP session of their caller. */
class LogoutTest {

    @RegisterExtension
    final RivuletServer server =
            RivuletServer.configure(builder -> builder.beans(Echo.class).servlet("/session", Sessions.class));

    private static final String ADA = "X-Caller: ada";

    @StreamService
    static class Echo {

        @StreamEndpoint(path = "/echo", expose = true)
        void echo(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }
    }

    public static class Sessions extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            switch (String.valueOf(request.getQueryString())) {
                case "begin" -> request.getSession();
                case "rename" -> request.changeSessionId();
                case "logout" -> request.logout();
                case "invalidate" -> request.getSession().invalidate();
                case "expire" -> request.getSession().setMaxInactiveInterval(1);
                default -> response.getWriter().print(request.getSession(false) != null);
            }
        }
    }

    /** The cookie of a new session. */
    private String begin() {
        return cookie(get("begin", "X-None: 0"));
    }

    private static String cookie(Reply reply) {
        return "Cookie: " + reply.header("Set-Cookie").split(";")[0];
    }

    private Reply get(String what, String... headers) {
        try (WebSocketWire wire = WebSocketWire.request("GET", server.uri("/session?" + what), headers)) {
            assertThat(wire.reply().status()).isEqualTo(200);
            return wire.reply();
        }
    }

    private WebSocketWire open(String... headers) {
        WebSocketWire wire = WebSocketWire.open(server.uri("/echo"), headers);
        assertServed(wire);
        return wire;
    }

    private static void assertServed(WebSocketWire wire) {
        assertThat(wire.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
    }

    private static void assertLoggedOut(WebSocketWire wire) {
        Close close = wire.closing();
        assertThat(close.code()).isEqualTo(1008);
        assertThat(close.reason())
                .isEqualTo("{\"code\":\"unauthenticated\",\"message\":\"the session of the caller has ended\"}");
    }

    @Test
    void aStreamEndsWhenItsCallerLogsOutAndKeepsTheSession() {
        String session = begin();
        String other = begin();
        try (WebSocketWire one = open(ADA, session);
                WebSocketWire two = open(ADA, session);
                WebSocketWire stranger = open(ADA, other);
                WebSocketWire without = open(ADA)) {
            get("logout", ADA, session);
            assertLoggedOut(one);
            assertLoggedOut(two);
            assertServed(stranger);
            assertServed(without);
        }
    }

    /** The container closes it too, with no reason, and may be the first. */
    @ParameterizedTest
    @ValueSource(strings = {"invalidate", "expire"})
    void aStreamEndsWithTheSessionOfItsCaller(String how) {
        String session = begin();
        String other = begin();
        try (WebSocketWire one = open(ADA, session);
                WebSocketWire stranger = open(ADA, other);
                WebSocketWire without = open(ADA)) {
            get(how, ADA, session);
            assertThat(one.closing().code()).isEqualTo(1008);
            assertServed(stranger);
            assertServed(without);
            get("invalidate", ADA, other);
            assertThat(stranger.closing().code()).isEqualTo(1008);
            assertServed(without);
            until("no session to be known", server.select(Deployment.class).logins()::isEmpty);
        }
    }

    @Test
    void theSessionMayHaveGotAnotherId() {
        String old = begin();
        try (WebSocketWire one = open(ADA, old)) {
            String renamed = cookie(get("rename", ADA, old));
            assertThat(renamed).isNotEqualTo(old);
            assertServed(one);
            try (WebSocketWire two = open(ADA, renamed)) {
                get("logout", ADA, renamed);
                assertLoggedOut(two);
            }
            assertLoggedOut(one);
        }
    }

    @Test
    void aCallerMayLogInAgainByTheSameSession() {
        String session = begin();
        try (WebSocketWire one = open(ADA, session)) {
            get("logout", ADA, session);
            assertLoggedOut(one);
        }
        try (WebSocketWire two = open(ADA, session)) {
            get("logout", ADA, session);
            assertLoggedOut(two);
        }
    }

    @Test
    void whoIsNobodyCannotLogOut() {
        String session = begin();
        try (WebSocketWire wire = open(session)) {
            get("logout", session);
            assertThat(wire.isSilent(Duration.ofMillis(300))).isTrue();
            assertServed(wire);
        }
    }

    @Test
    void noStreamBeginsASession() {
        try (WebSocketWire wire = open(ADA)) {
            assertThat(wire.reply().headers()).doesNotContainKey("Set-Cookie");
        }
    }
}
