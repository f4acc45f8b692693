package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.neighbours.First;
import org.rivulet.suite.neighbours.Room;
import org.rivulet.suite.neighbours.Second;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** Applications with the jar in one server, each its own: WARs beside one another, and WARs in one EAR. */
@ServerTest
class NeighboursIT {

    private static final Duration A_WHILE = Duration.ofMillis(300);

    @ArquillianResource
    private RunningServer server;

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "first", testable = false)
    static WebArchive first() {
        return war("first", First.class);
    }

    @Deployment(name = "second", order = 2, testable = false)
    static WebArchive second() {
        return war("second", Second.class);
    }

    @Deployment(name = "guest", managed = false, order = 3, testable = false)
    static WebArchive guest() {
        return war("guest", Second.class);
    }

    @Deployment(name = "ear", managed = false, order = 4, testable = false)
    static EnterpriseArchive ear() {
        return ear("neighbours", warOfEar("first", First.class), warOfEar("second", Second.class));
    }

    @Deployment(name = "single", managed = false, order = 5, testable = false)
    static EnterpriseArchive single() {
        WebArchive plain = ShrinkWrap.create(WebArchive.class, "second.war")
                .addAsWebResource(new StringAsset("no streams"), "index.html");
        return ear("single", warOfEar("first", First.class), plain);
    }

    private static EnterpriseArchive ear(String name, WebArchive first, WebArchive second) {
        return ShrinkWrap.create(EnterpriseArchive.class, name + ".ear")
                .addAsModules(first, second)
                .setApplicationXML(new StringAsset("""
                        <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
                          <module><web>
                            <web-uri>first.war</web-uri><context-root>/ear-first</context-root>
                          </web></module>
                          <module><web>
                            <web-uri>second.war</web-uri><context-root>/ear-second</context-root>
                          </web></module>
                        </application>
                        """));
    }

    private static WebArchive war(String name, Class<?> own) {
        return Archives.war(name + ".war", Room.class, own).addAsResource(new StringAsset(name), "name.txt");
    }

    /** WildFly 39 takes no annotation of a WAR's library for bean-defining in an EAR, so that only "all" finds streams there. */
    private static WebArchive warOfEar(String name, Class<?> own) {
        return war(name, own).addAsWebInfResource(new StringAsset("""
                                <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="all"/>
                                """), "beans.xml");
    }

    @Test
    void eachWarHasItsOwnEndpointsAndLimits() {
        checkEndpoints(this::inWars);
    }

    @Test
    void eachWarHasItsOwnStreamsBeansAndEvents() {
        checkRooms(this::inWars);
    }

    @Test
    @Needs({Feature.ENTERPRISE_ARCHIVES, Feature.EXTENSIONS_OF_EACH_WAR})
    void eachWarOfAnEarIsItsOwn() {
        deployer.deploy("ear");
        try {
            checkEndpoints(this::inEar);
            checkRooms(this::inEar);
        } finally {
            deployer.undeploy("ear");
        }
    }

    @Test
    @Needs(Feature.ENTERPRISE_ARCHIVES)
    void oneWarOfAnEarHasStreams() {
        deployer.deploy("single");
        try {
            enter(server.uriInContext("single.ear", "/ear-first", "/room"), "first")
                    .close();
        } finally {
            deployer.undeploy("single");
        }
    }

    @Test
    @Needs(Feature.HOT_DEPLOYMENT)
    void aNeighbourThatComesAndGoesLeavesStreamsAlone() {
        try (WebSocketWire stays = enter(inWars("first", "/room"), "first")) {
            deployer.deploy("guest");
            try (WebSocketWire goes = enter(inWars("guest", "/room"), "guest")) {
                deployer.undeploy("guest");
                assertThat(goes.closing().code()).isEqualTo(1001);
            }
            assertThat(isThere(inWars("guest", "/room"))).isFalse();
            assertThat(stays.isSilent(A_WHILE)).isTrue();
            assertThat(stays.sendText("\"still here\"").text()).isEqualTo("\"first: still here 1\"");
            deployer.deploy("guest");
            enter(inWars("guest", "/room"), "guest").close();
            deployer.undeploy("guest");
            assertThat(stays.sendText("\"still here\"").text()).isEqualTo("\"first: still here 2\"");
            enter(inWars("first", "/room"), "first").close();
        }
    }

    private static void checkEndpoints(BiFunction<String, String, URI> uri) {
        for (String one : new String[] {"first", "second"}) {
            String other = one.equals("first") ? "second" : "first";
            try (WebSocketWire only = WebSocketWire.open(uri.apply(one, "/only/" + one));
                    WebSocketWire both = WebSocketWire.open(uri.apply(one, "/both"));
                    WebSocketWire foreign = WebSocketWire.handshake(uri.apply(one, "/only/" + other))) {
                assertThat(only.text()).isEqualTo("\"only " + one + "\"");
                assertThat(foreign.reply().status()).isEqualTo(404);
                assertThat(both.sendText("\"hi\"").text()).isEqualTo("\"" + one + " hi\"");
                both.sendText("\"" + "x".repeat(28) + "\"");
                if (one.equals("first")) assertThat(both.closing().code()).isEqualTo(1009);
                else assertThat(both.text()).startsWith("\"second xxx");
            }
        }
    }

    private static void checkRooms(BiFunction<String, String, URI> uri) {
        try (WebSocketWire ada = enter(uri.apply("first", "/room"), "first");
                WebSocketWire bob = enter(uri.apply("first", "/room"), "first");
                WebSocketWire eve = enter(uri.apply("second", "/room"), "second")) {
            ada.sendText("\"hi\"");
            assertThat(ada.text()).isEqualTo("\"first: hi 1\"");
            assertThat(bob.text()).isEqualTo("\"first: hi 1\"");
            assertThat(eve.isSilent(A_WHILE)).isTrue();
            eve.sendText("\"ho\"");
            assertThat(eve.text()).isEqualTo("\"second: ho 1\"");
            assertThat(ada.isSilent(A_WHILE)).isTrue();
        }
    }

    private static boolean isThere(URI uri) {
        try (WebSocketWire wire = WebSocketWire.handshake(uri)) {
            return wire.reply().status() != 404;
        } catch (UncheckedIOException refused) { // where it had a server of its own
            return false;
        }
    }

    private static WebSocketWire enter(URI uri, String name) {
        WebSocketWire wire = WebSocketWire.open(uri);
        assertThat(wire.text()).isEqualTo("\"in " + name + "\"");
        return wire;
    }

    private URI inWars(String module, String path) {
        return server.uri(module + ".war", path);
    }

    private URI inEar(String module, String path) {
        return server.uriInContext("neighbours.ear", "/ear-" + module, path);
    }
}
