package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.app.Life;
import org.rivulet.suite.app.Lives;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** An application that comes and goes while clients are connected. */
@ServerTest
@Needs(Feature.HOT_DEPLOYMENT)
class RedeployIT {

    private static final String VICTIM = "victim.war";
    private static final int ROUNDS = 20;
    private static final int ROUNDS_WITH_MANY = 3;
    private static final int MANY = 200;
    private static final int FEW = 6;

    /** Where a deployment takes many seconds, fewer rounds must do. */
    private static final long ENOUGH_NANOS = Duration.ofSeconds(40).toNanos();

    @ArquillianResource
    private RunningServer server;

    @ArquillianResource
    private Deployer deployer;

    /** Which of the redeployed applications to look at stays. */
    @Deployment(name = "suite", order = 1, testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @Deployment(name = VICTIM, order = 2, managed = false, testable = false)
    static WebArchive victim() throws ClassNotFoundException {
        return Archives.war(
                VICTIM,
                Lives.class,
                Life.class,
                Class.forName("org.rivulet.suite.app.Ledger"),
                Class.forName("org.rivulet.suite.app.JvmWide"));
    }

    @Test
    void nothingIsLeftOfAnApplicationThatIsGone() {
        Jvm jvm = new Jvm(server);
        Jvm.Remains before = jvm.remains();
        int suspectsBefore = suspects(before).size();
        Jvm.Events services = jvm.events("service");
        long start = System.nanoTime();
        int rounds = 0;
        int streams = 0;
        while (rounds < ROUNDS && (rounds <= ROUNDS_WITH_MANY || System.nanoTime() - start < ENOUGH_NANOS)) {
            int clients = rounds < ROUNDS_WITH_MANY ? MANY : FEW;
            redeploy(clients);
            rounds++;
            streams += clients;
            awaitEnd(jvm, streams, services.made() + rounds);
        }
        if (server.has(Feature.UNLOADING)) {
            jvm.awaitRemains("class loaders to be collected", now -> now.loaders() <= before.loaders() + kept());
        }
        // those of the suite itself are among them, and one that ends is still seen for a moment
        jvm.awaitRemains("threads to end", now -> suspects(now).size() <= suspectsBefore);
    }

    /** Threads that are ours, or have the class loader of an application that is gone. */
    private static List<String> suspects(Jvm.Remains remains) {
        return remains.suspects().stream()
                // GlassFish 8.0.0: its own pool, whose thread is made for whatever application comes first
                .filter(thread -> !thread.contains("__defaultManagedScheduledExecutorService"))
                .toList();
    }

    /** How many applications the server or the JDK may still hold: no more after twenty rounds than after three. */
    private int kept() {
        // Java 17: java.lang.runtime.ObjectMethods has the last record whose equals was linked, in the asTypeCache
        // of its handles
        int last = 1;
        String name = server.name();
        // EnhancedQueueExecutor (jboss-threads 3.8): an idle thread has its last task in a dead slot of its stack
        if (name.startsWith("wildfly")) return last + 3;
        // GlassFish 8.0.0, as Payara: its listeners of events keep the last deployment, and a thread that a pool starts
        // while an application is on the stack has its class loader or its AccessControlContext
        if (name.startsWith("payara") || name.startsWith("glassfish")) return last + 4;
        // Tomcat 10.1.25, 11.0.24 on Java 17: a thread that their pool starts while an application is on the stack
        // inherits its AccessControlContext, and so does the thread that replaces it; the pool grows only with many
        // clients
        if (name.startsWith("tomcat") || name.startsWith("tomee")) return last + ROUNDS_WITH_MANY;
        // Open Liberty 26.0.0.3: its TCP channel keeps the objects of connections for the next ones, with what the last
        // one carried
        if (name.equals("open-liberty")) return last + 8;
        return last;
    }

    private static void awaitEnd(Jvm jvm, int streams, int services) {
        jvm.awaitEvents("service", "the destruction of all beans", events -> events.destroyed() == services);
        jvm.awaitEvents(
                "redeploy", "the end of all handlers", new Jvm.Events(streams, streams, streams, streams, 0)::equals);
    }

    private void redeploy(int clients) {
        deployer.deploy(VICTIM);
        List<WebSocketWire> wires = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            String path = i % 3 == 0 ? "/lives/reads" : i % 3 == 1 ? "/lives/waits" : "/lives/sends";
            WebSocketWire wire = WebSocketWire.open(server.uri(VICTIM, path + "?test=redeploy"));
            assertThat(wire.text()).isEqualTo("\"ready\"");
            wires.add(wire);
        }
        deployer.undeploy(VICTIM);
        for (WebSocketWire wire : wires) {
            WebSocketWire.Close close = wire.skipToClose();
            assertThat(close).isEqualTo(new WebSocketWire.Close(1001, "the application is stopping"));
            wire.close();
        }
    }
}
