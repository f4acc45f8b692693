package org.rivulet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** A method that overrides an endpoint and is annotated itself takes its place. */
class OverridingTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Original.class, Changed.class);

    @StreamService
    static class Original {
        @StreamEndpoint(path = "/original", expose = true)
        void open(StreamOut<String> stream) {
            stream.send("original");
        }
    }

    @StreamService
    static class Changed extends Original {
        @Override
        @StreamEndpoint(path = "/changed", expose = true)
        void open(StreamOut<String> stream) {
            stream.send("changed");
        }
    }

    @Test
    void eachBeanHasItsOwnEndpoint() {
        assertThat(textOf("/original")).isEqualTo("\"original\"");
        assertThat(textOf("/changed")).isEqualTo("\"changed\"");
    }

    private static String textOf(String path) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path))) {
            return wire.text();
        }
    }
}
