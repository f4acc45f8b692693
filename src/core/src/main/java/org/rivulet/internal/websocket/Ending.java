package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamClose;
import org.rivulet.StreamClosedException;
import org.rivulet.internal.model.Limit;

/**
 * How a stream ends, in two steps: somebody decides to close it, here or at the client, and the connection is gone. The first to decide sets the reason.
 * Thread-safe.
 */
final class Ending {

    private static final Logger LOG = System.getLogger("org.rivulet");

    /** What is known of the end when a write fails, before the container says more. */
    private static final StreamClose LOST = new StreamClose(1006, "the connection is lost");

    private static final StreamClose DEAD = new StreamClose(1006, "the client does not answer");

    /** How long a client has to answer a close frame (RFC 6455, 7.1.1: a server may close the TCP connection then). */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LiveStream stream;
    private final Connection connection;
    private final AtomicReference<@Nullable StreamClose> decided = new AtomicReference<>();
    // whether a close frame says what is decided; until then the connection may still end otherwise
    private volatile boolean told;
    // the time by which it must have ended, once it is to end
    private volatile @Nullable Long endBy;
    // a handler that closes its stream goes on, and is not interrupted for it
    private volatile boolean closedByApplication;
    private final AtomicBoolean slow = new AtomicBoolean();
    private final CompletableFuture<StreamClose> ended = new CompletableFuture<>();

    Ending(LiveStream stream, Connection connection) {
        this.stream = stream;
        this.connection = connection;
    }

    boolean isDecided() {
        return decided.get() != null;
    }

    // ---- it is decided here

    /** Closes once everything accepted is on the wire. */
    boolean close(CloseReason reason) {
        if (!decide(reason)) return false;
        drain(reason);
        return true;
    }

    private void drain(CloseReason reason) {
        stream.inbox().end();
        stream.outbox().close(() -> {
            ending();
            connection.close(reason);
        });
    }

    void closeByApplication(CloseReason reason) {
        closedByApplication = true;
        close(reason);
    }

    /** Closes at once, forgetting what waits in both directions. */
    void refuse(CloseReason reason) {
        if (!decide(reason)) return;
        LOG.log(Level.WARNING, () -> stream.describe() + " is closed: " + decided.get());
        abort(reason);
    }

    /** Closes at once, since what comes has passed a limit. */
    void passed(Limit limit, CloseReason reason) {
        if (!decide(reason)) return;
        limited(limit);
        abort(reason);
    }

    /** Closes once everything accepted is on the wire, since the time for something is over. */
    void late(Limit limit, long millis) {
        CloseReason reason = CloseReasons.late(limit, millis);
        if (!decide(reason)) return;
        limited(limit);
        drain(reason);
    }

    /** A client can come to a limit again and again, and must not fill the log. */
    private void limited(Limit limit) {
        LOG.log(Level.DEBUG, () -> stream.describe() + " is closed: " + decided.get());
        connection.limited(limit, stream);
    }

    /** A client that reads again in time still gets the reason; what was being written is written before it. */
    void slowConsumer() {
        CloseReason reason = CloseReasons.tryLater("the client does not take its messages");
        decide(reason); // whoever notices it first: the other throws it at once
        if (!slow.compareAndSet(false, true)) return;
        connection.slowConsumer(stream);
        LOG.log(Level.WARNING, () -> stream.describe() + " is closed as a slow consumer");
        abort(reason);
    }

    private void abort(CloseReason reason) {
        stream.inbox().discard();
        ending();
        stream.outbox().abort(closed(), () -> connection.close(reason));
        stream.run().streamEnded();
    }

    private boolean decide(CloseReason reason) {
        String phrase = reason.getReasonPhrase();
        return decided.compareAndSet(
                null, new StreamClose(reason.getCloseCode().getCode(), phrase == null ? "" : phrase));
    }

    /** It is told how it ends from here on, and has its time to. */
    private void ending() {
        told = true;
        expectEnd();
    }

    private void expectEnd() {
        endBy = System.nanoTime() + CLOSE_NANOS;
    }

    // ---- it is found out

    /** A write failed, so there will be no other. */
    Throwable lost(Throwable why) {
        LOG.log(Level.DEBUG, () -> stream.describe() + " lost its connection", why);
        decided.compareAndSet(null, LOST);
        stream.inbox().end();
        stream.run().streamEnded();
        expectEnd();
        return closed();
    }

    /** The client has not answered a ping. */
    void dead() {
        if (!decided.compareAndSet(null, DEAD)) return;
        LOG.log(
                Level.INFO,
                () -> stream.describe() + " is lost: its client was pinged and has sent nothing for "
                        + stream.limits().heartbeatMillis() + " ms");
        cut();
    }

    /** Cuts off a client that has had its time to end. Called now and then. */
    void check(long now) {
        Long deadline = endBy;
        if (deadline != null && now - deadline >= 0) cut();
    }

    /** Ends here what should have ended: there are containers that miss the end of a connection. */
    void cut() {
        if (ended.isDone()) return;
        StreamClose how = Objects.requireNonNull(decided.get());
        ended(how);
        connection.abort(how);
    }

    /** The connection is gone. */
    void ended(StreamClose how) {
        if (!connection.gone(stream)) return;
        if (!told) decided.set(how);
        stream.assembler().end();
        stream.inbox().end();
        stream.outbox().abort(closed());
        if (!closedByApplication) stream.run().streamEnded();
        ended.complete(Objects.requireNonNull(decided.get()));
    }

    // ---- who wants to know

    /** Done when the connection has ended and the application's listeners are about to be told. */
    CompletableFuture<StreamClose> whenEnded() {
        return ended;
    }

    /** What an operation on a stream that is closed throws. */
    StreamClosedException closed() {
        StreamClose how = decided.get();
        return new StreamClosedException(
                stream.id(), how == null ? new StreamClose(1006, "the waiting thread was interrupted") : how);
    }

    /** What an operation that waits throws when its thread is interrupted. */
    StreamClosedException interrupted() {
        Thread.currentThread().interrupt();
        return closed();
    }

    @Override
    public String toString() {
        return isDecided() ? "closed: " + decided.get() : "open";
    }
}
