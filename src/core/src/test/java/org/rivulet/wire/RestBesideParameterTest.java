package org.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** For Rivulet these paths are different; for Jakarta WebSocket, which knows no rest, they must not look alike. */
class RestBesideParameterTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Rooms.class);

    record Id(String id) {}

    record Rest(String rest) {}

    @StreamService
    static class Rooms {

        @StreamEndpoint(path = "/rooms/{id}", expose = true)
        void parameter(Id handshake, StreamOut<String> stream) {
            stream.send("parameter " + handshake.id());
        }

        @StreamEndpoint(path = "/rooms/{*rest}", expose = true)
        void rest(Rest handshake, StreamOut<String> stream) {
            stream.send("rest " + handshake.rest());
        }
    }

    @ParameterizedTest
    @CsvSource({"/rooms/a, parameter a", "/rooms/a/b, rest a/b", "/rooms/a/, parameter a", "/rooms/, 'rest '"})
    void aParameterBeatsTheRest(String path, String endpoint) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path))) {
            assertThat(wire.text()).isEqualTo("\"" + endpoint + "\"");
        }
    }
}
