package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** The container knows the endpoints too; whoever finds a way to them past the front filter finds them closed. */
class AroundTheFilterTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.configure(
            b -> b.beans(Endpoints.class).filter("/around/*", Around.class).filter("/*", Seen.class));

    private static final AtomicInteger CALLS = new AtomicInteger();

    @StreamService
    static class Endpoints {

        @StreamEndpoint(path = "/open", expose = true)
        void open(StreamOut<String> stream) {
            CALLS.incrementAndGet();
        }

        @StreamEndpoint(path = "/private")
        void hidden(StreamOut<String> stream) {
            CALLS.incrementAndGet();
        }
    }

    /** Shows everything behind it, so also the container's WebSocket filter, the path without {@code /around}. */
    public static class Around extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String path = request.getRequestURI().substring("/around".length());
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public String getRequestURI() {
                            return path;
                        }

                        @Override
                        public String getServletPath() {
                            return path;
                        }

                        @Override
                        public String getPathInfo() {
                            return null;
                        }
                    },
                    response);
        }
    }

    /** Tells which path came through. */
    public static class Seen extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setHeader("X-Seen", request.getServletPath());
            chain.doFilter(request, response);
        }
    }

    @Test
    void theContainerRefusesWhatTheFilterHasNotAdmitted() {
        int before = CALLS.get();
        for (String path : new String[] {"/open", "/private"}) {
            Reply reply = handshake("/around" + path);
            assertThat(reply.header("X-Seen")).isEqualTo(path);
            assertThat(reply.status()).isBetween(400, 499); // 403 by the specification, 404 on Undertow
        }
        assertThat(CALLS).hasValue(before);
    }

    @Test
    void thePathThroughTheFilterIsOpen() {
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri(), "/open")) {
            assertThat(wire.reply().status()).isEqualTo(101);
            assertThat(wire.closing().code()).isEqualTo(1000); // and its call is counted
        }
    }

    private static Reply handshake(String path) {
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri(), path)) {
            return wire.reply();
        }
    }
}
