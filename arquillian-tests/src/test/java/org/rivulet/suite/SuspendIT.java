package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/**
 * A server that an operator suspends. WildFly 39 closes every WebSocket session then, though a request may go on (Undertow's
 * ServerWebSocketContainer.pause); it does so before it asks anybody.
 */
@ServerTest
@Needs(Feature.SUSPEND)
class SuspendIT {

    @ArquillianResource
    private RunningServer server;

    @Deployment(testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @Test
    void openStreamsAreClosedAndNewOnesRefusedUntilItResumes() {
        Jvm jvm = new Jvm(server);
        try (WebSocketWire open = WebSocketWire.open(server.uri("/lives/reads?test=suspend"))) {
            assertThat(open.text()).isEqualTo("\"ready\"");
            server.suspend();
            try {
                assertThat(open.closing().code()).isEqualTo(1001);
                try (WebSocketWire refused = WebSocketWire.handshake(server.uri("/echo"))) {
                    assertThat(refused.reply().status()).isEqualTo(503);
                }
            } finally {
                server.resume();
            }
            Waiting.until(Duration.ofSeconds(8), "the handler to end", () -> jvm.events("suspend")
                    .areOver());
            assertThat(jvm.events("suspend").began()).isEqualTo(1);
            try (WebSocketWire next = WebSocketWire.open(server.uri("/echo"))) {
                echo(next);
            }
        }
    }

    private static void echo(WebSocketWire wire) {
        wire.sendText("{\"text\":\"a\",\"number\":1}");
        assertThat(wire.text()).isEqualTo("{\"number\":1,\"text\":\"a\"}");
    }
}
