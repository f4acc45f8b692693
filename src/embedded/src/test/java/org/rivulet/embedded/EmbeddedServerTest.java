package org.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rivulet.embedded.Calls.ask;
import static org.rivulet.embedded.Calls.body;
import static org.rivulet.embedded.Calls.get;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rivulet.embedded.app.Greeter;
import org.rivulet.embedded.app.GreetingEndpoint;
import org.rivulet.embedded.app.plugin.PluginBean;
import org.rivulet.embedded.app.plugin.PluginFilter;
import org.rivulet.embedded.app.plugin.PluginListener;

class EmbeddedServerTest {

    @TempDir
    static Path folder;

    private static EmbeddedServer server;

    @RequestScoped
    static class Counter {
        private int count;

        int next() {
            return ++count;
        }
    }

    /** Answers what the container's objects look like from a request. */
    public static class InsideServlet extends HttpServlet {
        @Inject
        Instance<Counter> counter;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print(
                            switch (request.getParameter("what")) {
                                case "thread" -> Thread.currentThread().getName();
                                case "greeter" ->
                                    CDI.current().select(Greeter.class).get().greet("Ada");
                                case "count" ->
                                    counter.get().next() + "," + counter.get().next();
                                case "json" -> JsonbBuilder.create().toJson(Map.of("a", 1));
                                case "param" -> request.getServletContext().getInitParameter("name");
                                default -> request.getServletContext().getContextPath();
                            });
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Files.writeString(folder.resolve("hello.txt"), "static");
        server = sample().start();
    }

    private static ServerBuilder sample() {
        return EmbeddedServer.builder()
                .beans(Greeter.class, GreetingEndpoint.class, PluginBean.class, Counter.class)
                .beans(WebListenerOfPlugin.class)
                .servlet("/inside", InsideServlet.class)
                .filter("/*", PluginFilter.class)
                .contextParam("name", "value")
                .resources(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @jakarta.servlet.annotation.WebListener
    static class WebListenerOfPlugin extends PluginListener {}

    @Test
    void theAddressNamesHostPortContextAndPath() {
        assertThat(server.uri().toString()).matches("http://localhost:\\d+");
        assertThat(server.uri("/chat?x=1")).hasPath("/chat").hasQuery("x=1");
        assertThat(server.webSocketUri("/chat").toString())
                .isEqualTo("ws://" + server.uri().getAuthority() + "/chat");
        try (EmbeddedServer other = EmbeddedServer.builder()
                .context("/a/b")
                .servlet("/inside", InsideServlet.class)
                .start()) {
            assertThat(other.uri("/x")).hasPath("/a/b/x");
            assertThat(Calls.body(other.uri("/inside?what=context"))).isEqualTo("/a/b");
            assertThat(Calls.get(server.uri("/a/b/inside")).statusCode()).isEqualTo(404);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void currentCdiIsTheApplicationsOnItsOwnThreads() throws Exception {
        assertThat(body(server.uri("/inside?what=greeter"))).isEqualTo("Hello Ada");
    }

    @Test
    void currentCdiIsTheOnlyServersOnAnyThread() {
        assertThat(CDI.current().select(Greeter.class).get().greet("Bob")).isEqualTo("Hello Bob");
    }

    @Test
    void currentCdiOfAForeignThreadIsRefusedWhenTwoServersRun() throws Exception {
        try (EmbeddedServer other = sample().start()) {
            assertThatThrownBy(CDI::current).hasMessageStartingWith("2 embedded servers are running");
            assertThat(body(other.uri("/inside?what=greeter"))).isEqualTo("Hello Ada");
            assertThat(body(server.uri("/inside?what=greeter"))).isEqualTo("Hello Ada");
            assertThat(other.select(Greeter.class).get())
                    .isNotSameAs(server.select(Greeter.class).get());
            assertThat(ask(other, "/plugin/1", "hi")).isEqualTo("1: hi");
            assertThat(ask(server, "/plugin/2", "hi")).isEqualTo("2: hi");
        }
        assertThat(body(server.uri("/inside?what=greeter"))).isEqualTo("Hello Ada");
    }

    @Test
    void filtersAndContextParametersAndFilesOfTheBuilderAreThere() throws Exception {
        assertThat(body(server.uri("/inside?what=param"))).isEqualTo("value");
        assertThat(body(server.uri("/any?plugin=param&name=name"))).isEqualTo("value");
        assertThat(body(server.uri("/hello.txt"))).isEqualTo("static");
    }

    @Test
    void aRequestHasItsScope() throws Exception {
        assertThat(body(server.uri("/inside?what=count"))).isEqualTo("1,2");
        assertThat(body(server.uri("/inside?what=count"))).isEqualTo("1,2");
    }

    @Test
    void jsonBindingIsThere() throws Exception {
        assertThat(body(server.uri("/inside?what=json"))).isEqualTo("{\"a\":1}");
    }

    @Test
    void theRequestUriStaysRawAndAnEncodedSlashIsNoSeparator() throws Exception {
        assertThat(body(server.uri("/a%2Fb/%C3%BC%20;x=1?plugin=uri"))).isEqualTo("/a%2Fb/%C3%BC%20;x=1");
        // The JDK's client, because Tyrus's sends the path decoded
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket webSocket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(server.webSocketUri("/plugin/a%2Fb"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        answer.complete(text.toString());
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(5, TimeUnit.SECONDS);
        webSocket.request(1);
        webSocket.sendText("hi", true);
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("a%2Fb: hi");
        webSocket.abort();
    }

    @Test
    void aFilterRunsBeforeTheWebSocketUpgradeAndCanRefuseIt() {
        assertThatThrownBy(() -> Calls.connect(server, "/plugin/1?plugin=refuse"))
                .hasRootCauseMessage("Response code was not 101: 418.");
        assertThatThrownBy(() -> Calls.connect(server, "/greetings/en?plugin=refuse"))
                .hasRootCauseMessage("Response code was not 101: 418.");
    }

    @Test
    void aWebSocketMessageIsHandledOnTheThreadThatReadIt() throws Exception {
        assertThat(ask(server, "/greetings/en", "thread?")).startsWith("rivulet-http I/O");
    }

    @Test
    void aRequestIsHandledOnAWorkerThread() throws Exception {
        assertThat(body(server.uri("/inside?what=thread"))).startsWith("rivulet-http task");
    }

    @Test
    void aWebSocketSessionNeverIdlesOut() throws Exception {
        assertThat(ask(server, "/greetings/en", "idle?")).isEqualTo("0");
    }

    @Test
    void aRequestThatDoesNotEndIsCutOff() throws Exception {
        try (Socket socket = new Socket(server.uri().getHost(), server.uri().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET /inside HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aServerWithoutBeansRuns() throws Exception {
        try (EmbeddedServer other =
                EmbeddedServer.builder().servlet("/inside", InsideServlet.class).start()) {
            assertThat(get(other.uri("/inside?what=thread")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void wrongArgumentsSayWhatIsExpected() {
        assertThatThrownBy(() -> EmbeddedServer.builder().port(70_000)).hasMessage("port: 70000 (expected: 0-65535)");
        assertThatThrownBy(() -> EmbeddedServer.builder().context("app"))
                .hasMessage("context: app (expected: / or a path like /app)");
        assertThatThrownBy(() -> EmbeddedServer.builder()
                        .war(folder)
                        .beans(Greeter.class)
                        .start())
                .hasMessage("Give a WAR or bean classes and resources, not both");
    }
}
