package org.rivulet.embedded;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Real requests and real sockets. */
final class Calls {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Calls() {}

    static HttpResponse<String> get(URI uri) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    static String body(URI uri) throws Exception {
        return get(uri).body();
    }

    /** Sends one message and answers the first that comes back. */
    static String ask(EmbeddedServer server, String path, String message) throws Exception {
        try (Client client = connect(server, path)) {
            return client.ask(message);
        }
    }

    static Client connect(EmbeddedServer server, String path) throws Exception {
        Client client = new Client();
        client.session = server.client()
                .connectToServer(client, ClientEndpointConfig.Builder.create().build(), server.webSocketUri(path));
        return client;
    }

    /** A client that keeps what it gets. */
    static final class Client extends Endpoint implements AutoCloseable {

        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
        Session session;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, messages::add);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.complete(reason);
        }

        String ask(String message) throws Exception {
            session.getBasicRemote().sendText(message);
            return messages.poll(5, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws Exception {
            session.close();
        }
    }
}
