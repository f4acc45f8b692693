package org.rivulet.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RivuletServerTest {

    @RegisterExtension
    static final RivuletServer server =
            RivuletServer.with(Greeter.class, GreetingServlet.class, GreetingEndpoint.class);

    @ApplicationScoped
    static class Greeter {
        String greet(String name) {
            return "Hello " + name;
        }
    }

    @WebServlet("/greet")
    public static class GreetingServlet extends HttpServlet {
        @Inject
        Greeter greeter;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(greeter.greet(request.getParameter("name")));
        }
    }

    @ServerEndpoint("/greetings")
    public static class GreetingEndpoint {
        @Inject
        Greeter greeter;

        @OnMessage
        public String greet(String name) {
            return greeter.greet(name);
        }
    }

    @Test
    void servesAServletWithItsBeans() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri("/greet?name=Ada")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("Hello Ada");
    }

    @Test
    void servesAnEndpointWithItsBeans() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig config) {
                session.addMessageHandler(String.class, answer::complete);
                session.getAsyncRemote().sendText("Bob");
            }
        };
        try (Session session = server.client()
                .connectToServer(
                        endpoint, ClientEndpointConfig.Builder.create().build(), server.webSocketUri("/greetings"))) {
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("Hello Bob");
        }
    }

    @Test
    void handsOutTheBeans() {
        assertThat(server.select(Greeter.class).greet("Eve")).isEqualTo("Hello Eve");
    }
}
