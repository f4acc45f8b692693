package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployer;
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
import org.rivulet.suite.wrong.Right;
import org.rivulet.suite.wrong.Wrong;

/** An application whose endpoints are wrong, and how its developer learns of it. */
@ServerTest
@Needs(Feature.HOT_DEPLOYMENT)
class WrongApplicationIT {

    private static final String WAR = "definitions.war";

    /** Wrong at first, then mended: Arquillian knows only one archive of a name. */
    private static final WebArchive APPLICATION = Archives.war(WAR, Wrong.class);

    /** Whose deployers answer before the application has started, or although it has not. */
    private static final Set<String> SILENT = Set.of();

    private static final List<String> REPORT = List.of(
            "Rivulet found 2 mistakes in the stream endpoints:",
            "org.rivulet.suite.wrong.Wrong.rooms: the path \"/rooms/{room}\" has a parameter room that no handshake component"
                    + " takes. Add a component room to Wrong.Hello.",
            "org.rivulet.suite.wrong.Wrong.answers: a StreamOut has no response, but the method returns String. Return void and"
                    + " send the messages, or return a sequence and take no stream.");

    @ArquillianResource
    private RunningServer server;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "suite", order = 1, testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @Deployment(name = WAR, order = 2, managed = false, testable = false)
    static WebArchive application() {
        return APPLICATION;
    }

    @Test
    void isRefusedWithEveryMistakeAndTheServerGoesOn() {
        int logged = server.log().length();
        try (WebSocketWire witness = WebSocketWire.open(server.uri("/echo/witness"))) {
            if (SILENT.contains(server.name())) deployer.deploy(WAR);
            else assertThatThrownBy(() -> deployer.deploy(WAR)).isNotNull();
            for (String sentence : REPORT) {
                Waiting.until(Duration.ofMinutes(1), "the log to say: " + sentence, () -> server.logSince(logged)
                        .contains(sentence));
            }
            assertThat(WebSocketWire.handshake(server.uri("/").resolve("/definitions/right"))
                            .reply()
                            .status())
                    .as("nothing there, or out of service (Jetty)")
                    .isIn(404, 503);
            assertThat(witness.sendText("\"still here\"").text()).isEqualTo("\"still here\"");
        }
        undeployWhatIsThere();
        APPLICATION.deleteClass(Wrong.class).addClass(Right.class);
        deployer.deploy(WAR);
        try (WebSocketWire wire = WebSocketWire.open(server.uri(WAR, "/right"))) {
            assertThat(wire.text()).isEqualTo("\"now\"");
        }
        deployer.undeploy(WAR);
    }

    /** Some servers keep a deployment that failed, others have nothing to undeploy. */
    private void undeployWhatIsThere() {
        try {
            deployer.undeploy(WAR);
        } catch (RuntimeException e) {
            System.getLogger("org.rivulet.suite").log(System.Logger.Level.DEBUG, "nothing was left", e);
        }
    }
}
