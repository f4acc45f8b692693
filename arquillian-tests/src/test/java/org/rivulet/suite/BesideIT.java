package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.beside.Gate;
import org.rivulet.suite.beside.Greetings;
import org.rivulet.suite.beside.LiveResource;
import org.rivulet.suite.beside.OtherSocket;
import org.rivulet.suite.beside.OwnSocket;
import org.rivulet.suite.beside.PlainServlet;
import org.rivulet.suite.beside.ProblemServlet;
import org.rivulet.suite.beside.RestApplication;
import org.rivulet.suite.beside.Starter;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** Streams and everything else that an application has leave one another alone, in a context of its own and in the root context. */
@ServerTest
class BesideIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @ArquillianResource
    private RunningServer server;

    @Deployment(name = "beside", testable = false)
    static WebArchive inContext() {
        return application("beside.war");
    }

    @Deployment(name = "root", order = 2, testable = false)
    static WebArchive inRoot() {
        return application("ROOT.war")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/</context-root></jboss-web>"), "jboss-web.xml")
                .addAsWebInfResource(
                        new StringAsset("<glassfish-web-app><context-root>/</context-root></glassfish-web-app>"),
                        "glassfish-web.xml")
                .addAsWebInfResource(new StringAsset("""
                                <web-ext xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.1">
                                  <context-root uri="/"/>
                                </web-ext>
                                """), "ibm-web-ext.xml");
    }

    private static WebArchive application(String name) {
        return Archives.war(
                        name,
                        Greetings.class,
                        OwnSocket.class,
                        OtherSocket.class,
                        PlainServlet.class,
                        ProblemServlet.class,
                        Gate.class,
                        Starter.class,
                        RestApplication.class,
                        LiveResource.class)
                .addAsWebResource(new StringAsset("a file"), "file.txt")
                .addAsWebResource(new StringAsset("a file where streams are"), "greet/file.txt")
                .setWebXML(new StringAsset("""
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <error-page><error-code>402</error-code><location>/problem</location></error-page>
                          <error-page><error-code>404</error-code><location>/problem</location></error-page>
                          <error-page><error-code>500</error-code><location>/problem</location></error-page>
                        </web-app>
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    void streamsWork(String war) {
        try (WebSocketWire stream = WebSocketWire.open(server.uri(war, "/greet/ada"))) {
            assertThat(stream.sendText("\"hi\"").text()).isEqualTo("\"ada: hi\"");
        }
        assertThat(WebSocketWire.handshake(server.uri(war, "/hidden")).reply().status())
                .isEqualTo(404);
        assertThat(WebSocketWire.request("GET", server.uri(war, "/greet/ada"))
                        .reply()
                        .status())
                .isEqualTo(426);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    void socketsOfTheApplicationWork(String war) {
        try (WebSocketWire own = WebSocketWire.open(server.uri(war, "/greet/ada/own"));
                WebSocketWire other = WebSocketWire.open(server.uri(war, "/greetings"))) {
            assertThat(own.sendText("hi").text()).isEqualTo("own ada: hi");
            assertThat(other.sendText("hi").text()).isEqualTo("other: hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    void servletsAndListenersWork(String war) throws Exception {
        assertThat(get(war, "/plain").body()).isEqualTo("servlet, started by its listener");
        assertThat(get(war, "/greet/servlet").body()).isEqualTo("servlet, started by its listener");
        assertThat(post(war, "/greet/servlet").body()).isEqualTo("posted body");
        try (WebSocketWire stream = WebSocketWire.open(server.uri(war, "/greet/servlet"))) {
            assertThat(stream.sendText("\"hi\"").text()).isEqualTo("\"servlet: hi\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    void filesAreThere(String war) throws Exception {
        assertThat(get(war, "/file.txt").body()).isEqualTo("a file");
        assertThat(get(war, "/greet/file.txt").body()).isEqualTo("a file where streams are");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    void filtersSeeRequests(String war) throws Exception {
        assertThat(get(war, "/plain").headers().firstValue("X-Gate")).hasValue("passed");
        assertThat(get(war, "/plain", "X-Refuse", "yes").statusCode()).isEqualTo(402);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    @Needs(Feature.FILTERED_UPGRADES)
    void filtersMayRefuseStreams(String war) {
        assertThat(WebSocketWire.handshake(server.uri(war, "/greet/ada"), "X-Refuse: yes")
                        .reply()
                        .status())
                .isEqualTo(402);
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    void errorPagesAreTheApplicationsOwn(String war) throws Exception {
        assertThat(get(war, "/nowhere").body()).isEqualTo("own page for 404");
        assertThat(get(war, "/plain/fail").body()).isEqualTo("own page for 500");
        assertThat(get(war, "/plain", "X-Refuse", "yes").body()).isEqualTo("own page for 402");
        assertThat(get(war, "/hidden").body()).as("not for streams").contains("\"code\":\"not_found\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside.war", "ROOT.war"})
    @Needs(Feature.REST)
    void restWorksAroundAStream(String war) throws Exception {
        assertThat(get(war, "/rest/hello").body()).isEqualTo("hello from REST");
        assertThat(post(war, "/rest/live").body()).isEqualTo("posted to REST: body");
        assertThat(get(war, "/rest/live").statusCode()).isEqualTo(426);
        try (WebSocketWire stream = WebSocketWire.open(server.uri(war, "/rest/live"))) {
            assertThat(stream.sendText("\"hi\"").text()).isEqualTo("\"live hi\"");
        }
    }

    private HttpResponse<String> get(String war, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http(war, path));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String war, String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(http(war, path))
                        .POST(BodyPublishers.ofString("body"))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI http(String war, String path) {
        return URI.create(server.uri(war, path).toString().replaceFirst("^ws", "http"));
    }
}
