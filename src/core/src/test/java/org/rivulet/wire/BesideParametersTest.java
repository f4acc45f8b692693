package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** An endpoint whose path is a parameter does not hide what else the application has there. */
class BesideParametersTest {

    record Room(String room) {}

    @StreamService
    static class Rooms {

        @StreamEndpoint(path = "/{room}", expose = true)
        void open(Room room, StreamOut<String> stream) {
            stream.send(room.room());
        }
    }

    public static class Page extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("servlet");
        }
    }

    @Test
    void filesAndServletsAnswerWhatIsNoUpgrade(@TempDir Path files) throws IOException {
        Files.writeString(files.resolve("style.css"), "file");
        try (EmbeddedServer server = EmbeddedServer.builder()
                .port(0)
                .beans(Rooms.class)
                .servlet("/page", Page.class)
                .resources(files)
                .start()) {
            assertThat(get(server, "/style.css")).isEqualTo("200 file");
            assertThat(get(server, "/page")).isEqualTo("200 servlet");
            assertThat(get(server, "/lobby")).startsWith("426 {");
            try (WebSocketWire wire = WebSocketWire.open(server.uri("/page"))) {
                assertThat(wire.text()).isEqualTo("\"page\"");
            }
        }
    }

    private static String get(EmbeddedServer server, String path) {
        try (WebSocketWire wire = WebSocketWire.request("GET", server.uri(path))) {
            return wire.reply().status() + " " + wire.reply().body();
        }
    }
}
