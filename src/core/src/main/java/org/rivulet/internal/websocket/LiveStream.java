package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamClose;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamInOut;
import org.rivulet.internal.codec.Codec;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.codec.InvalidMessageException;
import org.rivulet.internal.model.Limits;

/**
 * One open stream: what the user's method holds. It is thread-safe, and so is each thing it is made of; its own state is how it ends.
 *
 * <p>A stream ends in two steps: somebody decides to close it, here or at the client, and the connection is gone. The first to
 * decide sets the reason.
 */
final class LiveStream implements StreamInOut<Object, Object> {

    private static final Logger LOG = System.getLogger("org.rivulet");

    /** What is known of the end when a write fails, before the container says more. */
    private static final StreamClose LOST = new StreamClose(1006, "the connection is lost");

    /** How long a client has to answer a close frame (RFC 6455, 7.1.1: a server may close the TCP connection then). */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final StreamClose DEAD = new StreamClose(1006, "the client does not answer");

    private final String id = UUID.randomUUID().toString();
    private final Prepared prepared;
    private final Connection connection;
    private final MessageAssembler assembler;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Heartbeat heartbeat;
    private final EndpointConfig config;
    private final Receiver receiver;
    private final Sender sender;
    private final HandlerRun run;
    // set on the handler's thread, before the application has the stream
    private volatile @Nullable Codec codec;
    private final AtomicReference<@Nullable StreamClose> closing = new AtomicReference<>();
    // whether a close frame says what is in closing; until then the connection may still end otherwise
    private volatile boolean told;
    // the time by which it must have ended, once it is to end
    private volatile @Nullable Long endBy;
    // a handler that closes its stream goes on, and is not interrupted for it
    private volatile boolean closedByApplication;
    private final AtomicBoolean slow = new AtomicBoolean();
    private final CompletableFuture<StreamClose> ended = new CompletableFuture<>();
    private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>(1);

    LiveStream(Prepared prepared, Connection connection, EndpointConfig config) {
        this.prepared = prepared;
        this.connection = connection;
        this.config = config;
        this.assembler = new MessageAssembler(this, connection.memory());
        this.outbox = new Outbox(
                limits(),
                connection.memory(),
                connection.remote(),
                connection.writesAtOnce(),
                connection::executeSoon,
                this::lost);
        this.heartbeat = new Heartbeat(limits(), connection, connection::attend, outbox, this::dead);
        this.inbox = new Inbox(limits(), connection.memory(), heartbeat);
        this.receiver = new Receiver(this, prepared.endpoint(), inbox);
        this.sender = new Sender(this, outbox);
        this.run = new HandlerRun(this, prepared);
    }

    Limits limits() {
        return prepared.endpoint().model().limits();
    }

    // ---- what the container does

    MessageAssembler assembler() {
        return assembler;
    }

    /** Calls the handler, on a thread of its own. */
    void start() {
        try {
            if (!prepared.seat().take()) throw new RejectedExecutionException("the upgrade took too long");
            connection.execute(prepared.caller(), run);
        } catch (RejectedExecutionException e) {
            prepared.seat().leave();
            refuse(CloseReasons.tryLater("no thread is free for the handler"));
        }
    }

    /** Takes a message; never waits, unless the server has no other way to hold the client back. */
    void received(Frame frame) {
        if (closing.get() != null) return;
        if (!prepared.endpoint().model().kind().receives()) {
            receiver.invalid(new InvalidMessageException(CloseCodes.CANNOT_ACCEPT, "this stream takes no messages"));
        } else if (!inbox.offer(frame)) {
            refuse(CloseReasons.tryLater("too many messages wait for the handler"));
        }
    }

    /** The client has sent something, whatever it is. */
    void heard() {
        heartbeat.heard();
    }

    /** The connection is gone. */
    void ended(StreamClose how) {
        if (!connection.gone(this)) return;
        if (!told) closing.set(how);
        assembler.end();
        inbox.end();
        outbox.abort(closed());
        if (!closedByApplication) run.streamEnded();
        ended.complete(Objects.requireNonNull(closing.get()));
    }

    /** A write failed, so there will be no other. */
    private Throwable lost(Throwable why) {
        LOG.log(Level.DEBUG, () -> describe() + " lost its connection", why);
        closing.compareAndSet(null, LOST);
        inbox.end();
        run.streamEnded();
        expectEnd();
        return closed();
    }

    /** The client has not answered a ping. */
    private void dead() {
        if (!closing.compareAndSet(null, DEAD)) return;
        LOG.log(
                Level.INFO,
                () -> describe() + " is lost: its client was pinged and has sent nothing for "
                        + limits().heartbeatMillis() + " ms");
        cut();
    }

    /** Ends here what should have ended: there are containers that miss the end of a connection. */
    void cut() {
        if (ended.isDone()) return;
        StreamClose how = Objects.requireNonNull(closing.get());
        ended(how);
        connection.abort(how);
    }

    // ---- how it ends

    /** Closes once everything accepted is on the wire. */
    boolean close(CloseReason reason) {
        if (!decide(reason)) return false;
        inbox.end();
        outbox.close(() -> {
            ending();
            connection.close(reason);
        });
        return true;
    }

    /** Closes at once, forgetting what waits in both directions. */
    void refuse(CloseReason reason) {
        if (!decide(reason)) return;
        LOG.log(Level.WARNING, () -> describe() + " is closed: " + closing.get());
        abort(reason);
    }

    private void abort(CloseReason reason) {
        inbox.discard();
        ending();
        outbox.abort(closed(), () -> connection.close(reason));
        run.streamEnded();
    }

    /** It is told how it ends from here on, and has its time to. */
    private void ending() {
        told = true;
        expectEnd();
    }

    private void expectEnd() {
        endBy = System.nanoTime() + CLOSE_NANOS;
    }

    private boolean decide(CloseReason reason) {
        String phrase = reason.getReasonPhrase();
        StreamClose close = new StreamClose(reason.getCloseCode().getCode(), phrase == null ? "" : phrase);
        return closing.compareAndSet(null, close);
    }

    /** Closes a stream whose client does not take what is sent, sends a message without end, or does not answer. Called now and then. */
    void checkProgress(long now) {
        if (isStalled(now)) slowConsumer();
        long limit = limits().maxMessageSize();
        if (isOpen() && connection.held() > limit) refuse(CloseReasons.tooLarge(limit, "more than " + limit));
        if (isOpen()) heartbeat.check(now);
        if (isOpen() && prepared.isExpired()) expire();
    }

    /** What was sent before counts, and what was received. */
    private void expire() {
        LOG.log(Level.INFO, () -> describe() + " is closed: its authentication has expired");
        close(CloseReasons.error(ErrorCode.UNAUTHENTICATED, "the authentication has expired"));
    }

    /** Cuts off a client that has had its time to end. Called now and then. */
    void checkEnd(long now) {
        Long deadline = endBy;
        if (deadline != null && now - deadline >= 0) cut();
    }

    boolean isStalled(long now) {
        return TimeUnit.NANOSECONDS.toMillis(now - outbox.stalledSince(now)) >= limits().sendTimeoutMillis();
    }

    /** A client that reads again in time still gets the reason; what was being written is written before it. */
    void slowConsumer() {
        CloseReason reason = CloseReasons.tryLater("the client does not take its messages");
        decide(reason); // whoever notices it first: the other throws it at once
        if (!slow.compareAndSet(false, true)) return;
        connection.slowConsumer(this);
        LOG.log(Level.WARNING, () -> describe() + " is closed as a slow consumer");
        abort(reason);
    }

    /** The handler is about to be called, with this. */
    LiveStream handling() {
        connection.handling(this);
        codec = prepared.endpoint().codecs().open(config, describe());
        return this;
    }

    /** The handler has returned, for whatever reason. */
    void handled() {
        connection.handled(this);
        inbox.discard(); // nobody will read it
        prepared.seat().leave();
        Codec opened = codec;
        if (opened != null) opened.close(describe());
    }

    Codec codec() {
        return Objects.requireNonNull(codec, "only the handler has the stream");
    }

    /** Done when the connection has ended and the application's listeners are about to be told. */
    CompletableFuture<StreamClose> whenEnded() {
        return ended;
    }

    void interruptHandler() {
        run.interrupt();
    }

    String describe() {
        return "Stream " + id + " of " + endpoint();
    }

    /** The endpoint's full name. */
    String endpoint() {
        return prepared.endpoint().model().fullName();
    }

    /** What an operation on a stream that is closed throws. */
    StreamClosedException closed() {
        StreamClose how = closing.get();
        return new StreamClosedException(
                id, how == null ? new StreamClose(1006, "the waiting thread was interrupted") : how);
    }

    /** What an operation that waits throws when its thread is interrupted. */
    StreamClosedException interrupted() {
        Thread.currentThread().interrupt();
        return closed();
    }

    // ---- what the handler does

    @Override
    public Object receive() {
        return receiver.receive();
    }

    @Override
    public Optional<Object> receive(Duration timeout) {
        return receiver.receive(timeout);
    }

    @Override
    public Iterator<Object> iterator() {
        return receiver.iterator();
    }

    @Override
    public void send(Object message) {
        sender.send(message);
    }

    @Override
    public boolean trySend(Object message) {
        return sender.trySend(message);
    }

    @Override
    public CompletionStage<Void> sendAsync(Object message) {
        return sender.sendAsync(message);
    }

    // ---- what every stream has

    @Override
    public String id() {
        return id;
    }

    @Override
    public String path() {
        return prepared.path();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return prepared.remoteAddress();
    }

    @Override
    public @Nullable Principal caller() {
        return prepared.principal();
    }

    @Override
    public ConcurrentMap<String, Object> attributes() {
        return attributes;
    }

    @Override
    public boolean isOpen() {
        return closing.get() == null;
    }

    @Override
    public void close() {
        closeByApplication(CloseReasons.normal());
    }

    private void closeByApplication(CloseReason reason) {
        closedByApplication = true;
        close(reason);
    }

    @Override
    public void close(ErrorCode code, String message) {
        closeByApplication(CloseReasons.error(code, message));
    }

    @Override
    public void onClose(Consumer<? super StreamClose> listener) {
        if (ended.isDone()) tell(listener, ended.join());
        else ended.thenAccept(how -> connection.executeSoon(() -> tell(listener, how)));
    }

    private void tell(Consumer<? super StreamClose> listener, StreamClose how) {
        try {
            listener.accept(how);
        } catch (Throwable e) {
            Throwable problem = prepared.endpoint().model().loggable(e);
            LOG.log(Level.WARNING, () -> "A close listener of " + describe() + " failed", problem);
        }
    }

    @Override
    public String toString() {
        return describe() + (isOpen() ? ", open" : ", closed: " + closing.get());
    }
}
