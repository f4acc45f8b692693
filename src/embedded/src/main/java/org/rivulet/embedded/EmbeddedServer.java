package org.rivulet.embedded;

import jakarta.enterprise.inject.Instance;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;
import org.jspecify.annotations.Nullable;

/**
 * A running Jakarta EE web server with one application: Servlet 6.0, WebSocket 2.1, CDI 4.0, JSON-B 3.0.
 *
 * <pre>{@code
 * try (EmbeddedServer server = EmbeddedServer.builder().beans(Greeter.class).start()) {
 *     server.client().connectToServer(endpoint, server.webSocketUri("/greet"));
 * }
 * }</pre>
 *
 * <p>Any number of servers run in one JVM, each with its own application class loader and CDI container. There is no JNDI,
 * no transaction manager, no security realm and no TLS. All threads are daemons: a server does not keep the JVM alive.
 *
 * <p>Safe from any thread.
 */
public final class EmbeddedServer implements AutoCloseable {

    private final Application application;
    private final HttpListener listener;
    private final Deployment deployment;
    private final String address;
    private final AtomicBoolean closed = new AtomicBoolean();
    // Guarded by this; made on demand because most servers of the command line never need it
    private @Nullable ClientManager client;

    EmbeddedServer(Application application, HttpListener listener, Deployment deployment, String address) {
        this.application = application;
        this.listener = listener;
        this.deployment = deployment;
        this.address = address;
    }

    /** Describes a server; nothing runs before {@link ServerBuilder#start()}. */
    public static ServerBuilder builder() {
        return new ServerBuilder();
    }

    /** The application's address, without a slash at its end: {@code http://localhost:8080/context}. */
    public URI uri() {
        return uri("");
    }

    /** The address of a path of the application; the path starts with a slash, is encoded, and may carry a query. */
    public URI uri(String path) {
        return URI.create("http://" + address + path);
    }

    /** The same as {@link #uri(String)} with the scheme ws. */
    public URI webSocketUri(String path) {
        return URI.create("ws://" + address + path);
    }

    /**
     * A WebSocket client by Tyrus; every call answers the same one. Its connections end with the server's; its threads are
     * daemons, shared by all Tyrus clients of the JVM.
     */
    public synchronized WebSocketContainer client() {
        if (client == null) {
            client = ClientManager.createClient(JdkClientContainer.class.getName());
        }
        return client;
    }

    /** Beans of the application, as {@code CDI.current().select(type)} gives them there. */
    public <T> Instance<T> select(Class<T> type) {
        return deployment.beanManager().createInstance().select(type);
    }

    /**
     * Undeploys and stops: new requests get 503, context listeners are told in reverse order, sessions still open are closed
     * with 1001, the CDI container shuts down, and the port closes. Further calls do nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        listener.refuse();
        try (application;
                listener;
                deployment) {
            // Closed in reverse order: the deployment first, while its connections still live
        }
    }
}
