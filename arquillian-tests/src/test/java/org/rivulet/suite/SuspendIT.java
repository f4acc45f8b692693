package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What a server does that is suspended: no new streams, but those that are open go on. */
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
    void openStreamsGoOnAndNewOnesAreRefusedUntilItResumes() {
        try (WebSocketWire open = WebSocketWire.open(server.uri("/echo"))) {
            server.suspend();
            try {
                echo(open);
                try (WebSocketWire refused = WebSocketWire.handshake(server.uri("/echo"))) {
                    assertThat(refused.reply().status()).isEqualTo(503);
                }
            } finally {
                server.resume();
            }
            echo(open);
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
