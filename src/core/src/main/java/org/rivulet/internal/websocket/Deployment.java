package org.rivulet.internal.websocket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamException;
import org.rivulet.StreamsMXBean;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.handshake.Entrance;
import org.rivulet.internal.handshake.Expiry;
import org.rivulet.internal.model.DeploymentLimits;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.server.Server;
import org.rivulet.internal.server.Threads;

/** The endpoints of one application and their open streams. Thread-safe between start and stop. */
public final class Deployment {

    private static final List<String> SUBPROTOCOLS = List.of("encore-ws");
    private static final long STOP_MILLIS = 3_000;

    /** Clients that are told to go come back elsewhere: so many of them, in such steps, if there are more. */
    private static final int STEP_STREAMS = 100;

    private static final long STEP_MILLIS = 20;
    private static final int MAX_STEPS = 100;
    private static final Logger LOG = System.getLogger("org.rivulet");

    /** How many of the container's threads may be held at once, on servers that cannot pause a session. */
    private static final int MAX_HOLDS = 2;

    private final List<BoundEndpoint> endpoints;
    private final Entrance entrance;
    private final DeploymentLimits limits;
    private final Memory memory;
    private final Counters counters;
    private final Handover handover = new Handover();
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<LiveStream> atWork = ConcurrentHashMap.newKeySet();
    private final Logins logins = new Logins();
    private final Semaphore holds = new Semaphore(MAX_HOLDS);

    // set by start, on the thread that deploys, before any stream is opened
    private volatile @Nullable Running running;
    private volatile boolean stopping;

    /** Endpoints that wait for a server. */
    public Deployment(List<BoundEndpoint> endpoints, Entrance entrance, DeploymentLimits limits) {
        this.endpoints = endpoints;
        this.entrance = entrance;
        this.limits = limits;
        this.memory = new Memory(limits.queuedBytes());
        this.counters = new Counters(
                endpoints.stream().map(endpoint -> endpoint.model().fullName()).toList(), memory);
    }

    private record Running(
            Server server, Runnable noShutdown, Threads threads, Doorkeeper doorkeeper, Watchdog watchdog) {}

    /** The endpoints. */
    public List<BoundEndpoint> endpoints() {
        return endpoints;
    }

    /** Who is let in, whatever the endpoint. */
    public Entrance entrance() {
        return entrance;
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
        Threads threads = new Threads(limits.handlerThreads());
        Doorkeeper doorkeeper = new Doorkeeper(limits, memory, threads, counters);
        Watchdog watchdog = new Watchdog(this::checkProgress, doorkeeper::look, this::checkEnd, now -> server.remind());
        running = new Running(server, noShutdown, threads, doorkeeper, watchdog);
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

    /** The caller of the request that the calling thread serves, and the id of the HTTP session that it is logged in by, if there is one; asked for only if there is a caller. */
    public @Nullable Caller caller(@Nullable Principal principal, Supplier<@Nullable String> sessionId) {
        if (principal == null) return null;
        String session = sessionId.get();
        Login login = session == null ? null : logins.by(session); // at once, since the session may end meanwhile
        return new Caller(principal, threads().captureContext(), Expiry.of(principal), login);
    }

    /** The HTTP sessions of callers. */
    public Logins logins() {
        return logins;
    }

    /**
     * A request of so many bytes has come, of which nothing else is known.
     *
     * @throws StreamException if it is too large, or too many come from there
     */
    public Guest arrived(EndpointModel endpoint, @Nullable InetAddress address, long size) {
        Guest guest = new Guest(endpoint, address);
        doorkeeper().arrived(guest, size);
        return guest;
    }

    /**
     * Keeps a place for a stream whose handshake is being answered. Must be given to {@link #settle} afterwards.
     *
     * @throws StreamException if there is none
     */
    public Seat reserve(Guest guest, @Nullable Caller caller, @Nullable Identity identity) {
        if (stopping) throw Doorkeeper.noRoom();
        return doorkeeper().reserve(guest, caller, identity);
    }

    /** The handshake has been answered: a place that no stream will take is free again. */
    public void settle(Seat seat) {
        if (seat.isUpgrading()) watchdog().expectStream(seat);
        else seat.lapse();
    }

    /**
     * Lets the streams go on for the grace period, drains every one and closes it with 1001, then waits for the handlers, and interrupts those that go on. Takes no
     * longer than {@value #STOP_MILLIS} milliseconds for each of the last two. A second call has nothing left to do.
     */
    public void stop() {
        boolean first = !stopping;
        stopping = true;
        Running was = running;
        if (was == null) return;
        if (first && limits.gracePeriodMillis() > 0) awaitEnd(List.copyOf(streams), limits.gracePeriodMillis());
        List<LiveStream> open = List.copyOf(streams);
        closeInSteps(open);
        if (!awaitEnd(open, STOP_MILLIS)) {
            LOG.log(Level.WARNING, "Not all streams were drained in " + STOP_MILLIS + " ms");
        }
        for (LiveStream stream : open) stream.ending().cut(); // its beans must end before those of the application do
        was.threads.close(
                STOP_MILLIS, () -> atWork.forEach(stream -> stream.run().interrupt()));
        was.watchdog.close();
        was.noShutdown.run();
    }

    private static void closeInSteps(List<LiveStream> open) {
        int step = Math.max(STEP_STREAMS, open.size() / MAX_STEPS);
        for (int i = 0; i < open.size(); i++) {
            if (i > 0 && i % step == 0) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STEP_MILLIS));
            open.get(i).ending().close(CloseReasons.goingAway());
        }
    }

    private static boolean awaitEnd(List<LiveStream> open, long millis) {
        CompletableFuture<?>[] ends =
                open.stream().map(stream -> stream.ending().whenEnded()).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    LiveStream open(Session session, EndpointConfig config, Prepared prepared) {
        LiveStream stream = new LiveStream(prepared, new Connection(session, this), config);
        streams.add(stream);
        counters.opened(stream.endpoint());
        if (prepared.caller() != null) prepared.caller().opened(stream);
        if (stopping) stream.ending().close(CloseReasons.goingAway());
        return stream;
    }

    void handling(LiveStream stream) {
        atWork.add(stream);
    }

    void handled(LiveStream stream) {
        atWork.remove(stream);
    }

    boolean forget(LiveStream stream) {
        if (!streams.remove(stream)) return false;
        counters.ended(stream.endpoint());
        return true;
    }

    private void checkProgress(long now) {
        for (LiveStream stream : streams) stream.checkProgress(now);
    }

    private void checkEnd(long now) {
        for (LiveStream stream : streams) stream.ending().check(now);
        counters.log(now);
    }

    /** What is to be told of what happens to streams. */
    public Meter meter() {
        return counters;
    }

    /** What has been counted so far. */
    public StreamsMXBean counted() {
        return counters;
    }

    Memory memory() {
        return memory;
    }

    /** What the endpoints run on. */
    public Server server() {
        return running().server;
    }

    Doorkeeper doorkeeper() {
        return running().doorkeeper;
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
