package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Which requests are a stream's, and which endpoint's. */
class RoutingTest {

    @RegisterExtension
    static final RivuletServer server =
            RivuletServer.configure(b -> b.beans(Rooms.class).servlet("/own/*", Own.class));

    @RegisterExtension
    static final RivuletServer below = RivuletServer.configure(
            b -> b.beans(Rooms.class).servlet("/own/*", Own.class).context("/app"));

    record Id(String id) {}

    record Two(String a, String b) {}

    record Rest(String rest) {}

    @StreamService
    static class Rooms {

        @StreamEndpoint(path = "/", expose = true)
        void root(StreamOut<String> stream) {
            stream.send("root");
        }

        @StreamEndpoint(path = "/rooms/{id}", expose = true)
        void parameter(Id handshake, StreamOut<String> stream) {
            stream.send("parameter " + handshake.id());
        }

        @StreamEndpoint(path = "/rooms/lobby", expose = true)
        void literal(StreamOut<String> stream) {
            stream.send("literal");
        }

        @StreamEndpoint(path = "/files/index", expose = true)
        void index(StreamOut<String> stream) {
            stream.send("literal");
        }

        @StreamEndpoint(path = "/files/{*rest}", expose = true)
        void rest(Rest handshake, StreamOut<String> stream) {
            stream.send("rest " + handshake.rest());
        }

        @StreamEndpoint(path = "/pairs/{a}/{b}", expose = true)
        void pairs(Two handshake, StreamOut<String> stream) {
            stream.send("pair " + handshake.a() + " " + handshake.b());
        }

        @StreamEndpoint(path = "/pairs/left/only", expose = true)
        void leftOnly(StreamOut<String> stream) {
            stream.send("literals");
        }

        @StreamEndpoint(path = "/own/stream", expose = true)
        void beforeTheServlet(StreamOut<String> stream) {
            stream.send("stream " + stream.path());
        }

        @StreamEndpoint(path = "/plain", expose = true)
        void plain(StreamOut<String> stream) {
            stream.send("plain");
        }
    }

    public static class Own extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setHeader("X-Own", request.getMethod());
            response.getWriter().write("own " + request.getPathInfo());
            response.flushBuffer();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, root",
        "/rooms/lobby, literal",
        "/rooms/Lobby, parameter Lobby",
        "/rooms/lobby2, parameter lobby2",
        "/rooms/lobby/, literal",
        "/files/index, literal",
        "/files/index/b, rest index/b",
        "/files/a, rest a",
        "/rooms/%6Cobby, literal",
        "/pairs/left/only, literals",
        "/pairs/left/other, pair left other",
        "/pairs/right/only, pair right only"
    })
    void theMostSpecificEndpointIsFound(String path, String endpoint) {
        assertThat(text(server, path)).isEqualTo("\"" + endpoint + "\"");
        assertThat(text(below, path)).isEqualTo("\"" + endpoint + "\"");
    }

    @Test
    void theRestOfAPathNeedsItsSlash() {
        assertThat(handshake("/files").status()).isEqualTo(404);
        assertThat(handshake("/filesystem").status()).isEqualTo(404);
        assertThat(text(server, "/files/")).isEqualTo("\"rest \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/pairs/a", "/pairs/a/b/c", "/plain/more", "/app/plain"})
    void otherPathsAreNoneOfOurBusiness(String path) {
        Reply reply = handshake(path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).doesNotContain("not_found");
    }

    @Test
    void theApplicationsServletServesItsOtherPaths() {
        assertThat(request("GET", "/own/page").header("X-Own")).isEqualTo("GET");
        assertThat(request("POST", "/own/page").header("X-Own")).isEqualTo("POST");
    }

    @Test
    void aStreamGoesBeforeAServletOnItsPath() {
        assertThat(text(server, "/own/stream")).isEqualTo("\"stream /own/stream\"");
        assertThat(text(below, "/own/stream")).isEqualTo("\"stream /own/stream\"");
        assertThat(request("GET", "/own/stream").status()).isEqualTo(426);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void otherMethodsReachTheServletOnTheSamePath(String method) {
        assertThat(request(method, "/own/stream").header("X-Own")).isEqualTo(method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void otherMethodsHaveNoRouteWhereNothingElseIs(String method) {
        Reply reply = request(method, "/plain");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body())
                .isEqualTo("{\"code\":\"not_found\",\"message\":\"no route for method " + method
                        + " (expected: GET)\",\"details\":null}");
    }

    @Test
    void optionsIsTheContainersEverywhere() {
        Reply reply = request("OPTIONS", "/plain");
        assertThat(reply.body()).doesNotContain("not_found");
        assertThat(reply.header("Cache-Control")).isNotEqualTo("private, no-store");
    }

    private static Reply request(String method, String path) {
        try (WebSocketWire wire =
                WebSocketWire.request(method, server.uri(path), "Connection: close", "Content-Length: 0")) {
            return wire.reply();
        }
    }

    private static Reply handshake(String path) {
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri(), path)) {
            return wire.reply();
        }
    }

    private static String text(RivuletServer at, String path) {
        try (WebSocketWire wire = WebSocketWire.open(at.uri(path))) {
            return wire.text();
        }
    }
}
