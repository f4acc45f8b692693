package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** How much of Rivulet lies between the thread's start and the user's method. */
class RoadTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Walking.class);

    @StreamService
    static class Walking {

        @StreamEndpoint(path = "/walk", expose = true)
        void walk(StreamOut<List<String>> stream) {
            stream.send(StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                    .filter(name -> name.startsWith("org.rivulet.internal."))
                    .map(name -> name.substring(name.lastIndexOf('.') + 1))
                    .toList()));
        }
    }

    @Test
    void theUsersMethodIsAtMostFourCallsAway() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/walk"))) {
            assertThat(wire.text()).isEqualTo("[\"BeanHandler\",\"HandlerRun\",\"Threads\",\"Threads\"]");
        }
    }
}
