package org.rivulet.embedded.junit;

import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.ServerBuilder;

/**
 * An {@link EmbeddedServer} for the tests of a class: as a static field once for all of them, as an instance field for each.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RivuletServer server = RivuletServer.with(Chat.class);
 * }</pre>
 *
 * <p>Its methods work from the first {@code @BeforeAll} to the last {@code @AfterAll}, from any thread.
 */
public final class RivuletServer implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private final Consumer<ServerBuilder> configuration;
    // Written by JUnit's thread before and after the tests
    private volatile @Nullable EmbeddedServer server;
    private volatile String owner = "";

    private RivuletServer(Consumer<ServerBuilder> configuration) {
        this.configuration = configuration;
    }

    /** Serves these bean classes, as {@link ServerBuilder#beans}. */
    public static RivuletServer with(Class<?>... beans) {
        return configure(builder -> builder.beans(beans));
    }

    /** Serves what the builder is told, on a free port unless it says otherwise. */
    public static RivuletServer configure(Consumer<ServerBuilder> configuration) {
        return new RivuletServer(configuration);
    }

    /** The application's address, see {@link EmbeddedServer#uri()}. */
    public URI uri() {
        return running().uri();
    }

    /** The address of a path of the application, see {@link EmbeddedServer#uri(String)}. */
    public URI uri(String path) {
        return running().uri(path);
    }

    /** The WebSocket address of a path of the application. */
    public URI webSocketUri(String path) {
        return running().webSocketUri(path);
    }

    /** A WebSocket client, the same for every call. */
    public WebSocketContainer client() {
        return running().client();
    }

    /**
     * The application's bean of a type.
     *
     * @throws jakarta.enterprise.inject.UnsatisfiedResolutionException when there is none
     * @throws jakarta.enterprise.inject.AmbiguousResolutionException   when there are several
     */
    public <T> T select(Class<T> type) {
        return running().select(type).get();
    }

    /** The running server itself. */
    public EmbeddedServer running() {
        EmbeddedServer running = server;
        if (running == null) {
            throw new IllegalStateException(
                    "The server is not running: is the field annotated with @RegisterExtension?");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop(context);
    }

    /** A static field is called for the class, for each of its nested classes and for each test: the first of them owns the server. */
    private void start(ExtensionContext context) {
        if (server != null) return;
        ServerBuilder builder = EmbeddedServer.builder();
        configuration.accept(builder);
        owner = context.getUniqueId();
        server = builder.start();
    }

    private void stop(ExtensionContext context) {
        EmbeddedServer running = server;
        if (running == null || !owner.equals(context.getUniqueId())) return;
        server = null;
        running.close();
    }
}
