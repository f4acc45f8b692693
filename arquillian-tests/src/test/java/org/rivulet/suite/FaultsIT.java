package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.app.Life;
import org.rivulet.suite.app.Lives;
import org.rivulet.suite.app.Stubborn;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** Handlers and codecs that do what they must not, and what others notice of it: nothing. */
@ServerTest
class FaultsIT {

    private static final String VICTIM = "stubborn.war";

    /** What Rivulet gives streams and handlers is seconds; the rest is the server's own. */
    private static final Duration UNDEPLOYED = Duration.ofSeconds(60);

    @ArquillianResource
    private RunningServer server;

    @ArquillianResource
    private Deployer deployer;

    private WebSocketWire witness;

    @Deployment(name = "suite", order = 1, testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @Deployment(name = VICTIM, order = 2, managed = false, testable = false)
    static WebArchive victim() throws ClassNotFoundException {
        return Archives.war(
                VICTIM,
                Stubborn.class,
                Lives.class,
                Life.class,
                Class.forName("org.rivulet.suite.app.Ledger"),
                Class.forName("org.rivulet.suite.app.JvmWide"));
    }

    @BeforeEach
    void watch() {
        witness = WebSocketWire.open(server.uri("/echo/witness"));
    }

    @AfterEach
    void othersAreUnharmed() {
        assertThat(witness.sendText("\"still here\"").text()).isEqualTo("\"still here\"");
        witness.close();
        jvm().awaitNoStreams();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "handler memory",
                "handler stack",
                "decoder memory",
                "decoder stack",
                "encoder memory",
                "encoder stack"
            })
    void anErrorEndsItsStreamAlone(String fault) {
        try (WebSocketWire failing = WebSocketWire.open(server.uri("/faults"));
                WebSocketWire other = WebSocketWire.open(server.uri("/faults"))) {
            assertThat(failing.sendText("hello").text()).isEqualTo("hello");
            assertThat(failing.sendText(fault).closing().code()).isEqualTo(1011);
            assertThat(other.sendText("hello").text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"loops", "blocks"})
    void aHandlerWithoutEndDoesNotKeepItsStream(String how) {
        String test = "stubborn-" + how;
        try {
            stubborn("suite.war", how, test).reset();
            jvm().awaitEvents(test, "the call of the listener", events -> events.told() == 1);
            assertThat(jvm().events(test).ended()).isZero();
            assertThat(jvm().counters().openStreams()).as("the witness").isEqualTo(1);
        } finally {
            jvm().release(test);
        }
        jvm().awaitEnd(test);
    }

    @Test
    @Needs(Feature.HOT_DEPLOYMENT)
    void handlersWithoutEndDoNotHoldUpTheirApplicationsEnd() {
        deployer.deploy(VICTIM);
        List<WebSocketWire> wires = new ArrayList<>();
        for (String how : List.of("loops", "blocks", "blocks")) wires.add(stubborn(VICTIM, how, "undeployed"));
        try {
            long start = System.nanoTime();
            deployer.undeploy(VICTIM);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(UNDEPLOYED);
            for (WebSocketWire wire : wires) {
                assertThat(wire.skipToClose()).isEqualTo(new WebSocketWire.Close(1001, "the application is stopping"));
                wire.close();
            }
            assertThat(jvm().events("undeployed").ended()).isZero();
        } finally {
            jvm().release("undeployed");
        }
        jvm().awaitEvents("undeployed", "the end of all handlers", events -> events.ended() == wires.size());
        assertThat(jvm().events("undeployed").told()).isEqualTo(wires.size());
    }

    private WebSocketWire stubborn(String war, String how, String test) {
        WebSocketWire wire = WebSocketWire.open(server.uri(war, "/stubborn/" + how + "?test=" + test));
        assertThat(wire.text()).isEqualTo("\"ready\"");
        return wire;
    }

    private Jvm jvm() {
        return new Jvm(server);
    }
}
