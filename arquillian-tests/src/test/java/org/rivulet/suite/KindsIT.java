package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

@ServerTest
class KindsIT {

    @ArquillianResource
    private RunningServer server;

    @Deployment(testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @Test
    void echoes() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/echo"))) {
            wire.sendText("{\"text\":\"a\",\"number\":1}");
            assertThat(wire.text()).isEqualTo("{\"number\":1,\"text\":\"a\"}");
        }
    }
}
