package org.rivulet.internal.websocket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.server.Server;
import org.rivulet.internal.server.Threads;

/** The endpoints of one application and their open streams. Thread-safe between start and stop. */
public final class Deployment {

    private static final List<String> SUBPROTOCOLS = List.of("encore-ws");
    private static final long STOP_MILLIS = 3_000;
    private static final Logger LOG = System.getLogger("org.rivulet");

    /** How many of the container's threads may be held at once, on servers that cannot pause a session. */
    private static final int MAX_HOLDS = 2;

    private final List<BoundEndpoint> endpoints;
    private final int maxHandlers;
    private final Handover handover = new Handover();
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<LiveStream> atWork = ConcurrentHashMap.newKeySet();
    private final Semaphore holds = new Semaphore(MAX_HOLDS);

    // set by start, on the thread that deploys, before any stream is opened
    private volatile @Nullable Running running;
    private volatile boolean stopping;

    /** Endpoints that wait for a server; the bound counts where handlers have platform threads. */
    public Deployment(List<BoundEndpoint> endpoints, int maxHandlers) {
        this.endpoints = endpoints;
        this.maxHandlers = maxHandlers;
    }

    private record Running(Server server, Runnable noShutdown, Threads threads, Watchdog watchdog) {}

    /** The endpoints. */
    public List<BoundEndpoint> endpoints() {
        return endpoints;
    }

    /** What carries connections to the configurator. */
    public Handover handover() {
        return handover;
    }

    /** Registers every endpoint with the container. */
    public void start(ServerContainer container) throws DeploymentException {
        if (endpoints.isEmpty()) return;
        Server server = Server.of(container, maxMessageSize());
        Runnable noShutdown = server.beforeShutdown(this::stop);
        running = new Running(server, noShutdown, new Threads(maxHandlers), new Watchdog(this::checkProgress));
        try {
            addEndpoints(container);
        } catch (DeploymentException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    private long maxMessageSize() {
        return endpoints.stream()
                .mapToLong(endpoint -> endpoint.model().limits().maxMessageSize())
                .max()
                .orElse(0);
    }

    private void addEndpoints(ServerContainer container) throws DeploymentException {
        StreamSocket socket = new StreamSocket(this);
        for (BoundEndpoint endpoint : endpoints) {
            container.addEndpoint(ServerEndpointConfig.Builder.create(
                            StreamSocket.class, endpoint.model().path().uriTemplate())
                    .subprotocols(SUBPROTOCOLS)
                    .configurator(new StreamConfigurator(handover, socket))
                    .build());
        }
    }

    /** The caller of the request that the calling thread serves. */
    public @Nullable Caller caller(@Nullable Principal principal) {
        return principal == null ? null : new Caller(principal, threads().captureContext());
    }

    /** Whether one more stream could be served now. */
    public boolean hasRoom() {
        return !stopping && threads().hasRoom();
    }

    /**
     * Drains every stream and closes it with 1001, then waits for the handlers, and interrupts those that go on. Takes no longer than {@value
     * #STOP_MILLIS} milliseconds for each of the two. A second call has nothing left to do.
     */
    public void stop() {
        stopping = true;
        Running was = running;
        if (was == null) return;
        List<LiveStream> open = List.copyOf(streams);
        for (LiveStream stream : open) stream.close(CloseReasons.goingAway());
        awaitEnd(open);
        for (LiveStream stream : open) stream.cut(); // its beans must end before those of the application do
        was.threads.close(STOP_MILLIS, () -> atWork.forEach(LiveStream::interruptHandler));
        was.watchdog.close();
        was.noShutdown.run();
    }

    private static void awaitEnd(List<LiveStream> open) {
        CompletableFuture<?>[] ends = open.stream().map(LiveStream::whenEnded).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(Level.WARNING, "Not all streams were drained in " + STOP_MILLIS + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    LiveStream open(Session session, EndpointConfig config, Prepared prepared) {
        LiveStream stream = new LiveStream(prepared, new Connection(session, this), config);
        streams.add(stream);
        if (stopping) stream.close(CloseReasons.goingAway());
        return stream;
    }

    void handling(LiveStream stream) {
        atWork.add(stream);
    }

    void handled(LiveStream stream) {
        atWork.remove(stream);
    }

    boolean forget(LiveStream stream) {
        return streams.remove(stream);
    }

    private void checkProgress(long now) {
        for (LiveStream stream : streams) stream.checkProgress(now);
    }

    /** What the endpoints run on. */
    public Server server() {
        return running().server;
    }

    Threads threads() {
        return running().threads;
    }

    Watchdog watchdog() {
        return running().watchdog;
    }

    Semaphore holds() {
        return holds;
    }

    private Running running() {
        return Objects.requireNonNull(running, "not started");
    }
}
