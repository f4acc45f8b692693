package org.rivulet.internal.websocket;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamClose;
import org.rivulet.StreamInOut;
import org.rivulet.internal.codec.Codec;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.codec.InvalidMessageException;
import org.rivulet.internal.model.Limit;
import org.rivulet.internal.model.Limits;
import org.rivulet.internal.model.Policy;

/**
 * One open stream: what the user's method holds. It is thread-safe, and so is each thing it is made of.
 */
final class LiveStream implements StreamInOut<Object, Object> {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final String id = UUID.randomUUID().toString();
    private final Prepared prepared;
    private final Connection connection;
    private final Ending ending;
    private final MessageAssembler assembler;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Heartbeat heartbeat;
    private final EndpointConfig config;
    private final Receiver receiver;
    private final Sender sender;
    private final HandlerRun run;
    // each only if it has a limit
    private final @Nullable Pace pace;
    private final @Nullable Lifetime lifetime;
    // set on the handler's thread, before the application has the stream
    private volatile @Nullable Codec codec;
    private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>(1);

    LiveStream(Prepared prepared, Connection connection, EndpointConfig config) {
        this.prepared = prepared;
        this.connection = connection;
        this.config = config;
        this.ending = new Ending(this, connection);
        this.assembler = new MessageAssembler(this, connection.memory());
        this.outbox = new Outbox(
                limits(),
                connection.memory(),
                connection.remote(),
                connection.writesAtOnce(),
                connection::executeSoon,
                ending::lost);
        this.heartbeat = new Heartbeat(limits(), connection, connection::attend, outbox, ending::dead);
        this.pace = policy().messagesPerSecond() == 0 ? null : new Pace(policy(), heartbeat, System::nanoTime);
        this.lifetime = Lifetime.of(prepared.endpoint().model());
        this.inbox = new Inbox(limits(), connection.memory(), pace == null ? heartbeat : pace);
        this.receiver = new Receiver(this, prepared.endpoint(), inbox);
        this.sender = new Sender(this, outbox);
        this.run = new HandlerRun(this, prepared);
    }

    Limits limits() {
        return prepared.endpoint().model().limits();
    }

    Policy policy() {
        return prepared.endpoint().model().policy();
    }

    // ---- what the container does

    MessageAssembler assembler() {
        return assembler;
    }

    Inbox inbox() {
        return inbox;
    }

    Outbox outbox() {
        return outbox;
    }

    HandlerRun run() {
        return run;
    }

    Ending ending() {
        return ending;
    }

    /** Calls the handler, on a thread of its own. */
    void start() {
        try {
            if (!prepared.seat().take()) throw new RejectedExecutionException("the upgrade took too long");
            connection.execute(prepared.caller(), run);
        } catch (RejectedExecutionException e) {
            prepared.seat().leave();
            ending.refuse(CloseReasons.tryLater("no thread is free for the handler"));
        }
    }

    /** Takes a message; never waits, unless the server has no other way to hold the client back. */
    void received(Frame frame) {
        if (!isOpen()) return;
        if (!prepared.endpoint().model().kind().receives()) {
            receiver.invalid(new InvalidMessageException(CloseCodes.CANNOT_ACCEPT, "this stream takes no messages"));
            return;
        }
        if (lifetime != null) lifetime.received();
        if (pace != null && !pace.keeps()) {
            ending.passed(Limit.MESSAGES_PER_SECOND, CloseReasons.tooFast(policy().messagesPerSecond()));
        } else if (!inbox.offer(frame)) {
            ending.refuse(CloseReasons.tryLater("too many messages wait for the handler"));
        }
    }

    /** The client has sent something, whatever it is. */
    void heard() {
        heartbeat.heard();
    }

    /** Closes a stream whose client does not take what is sent, sends a message without end, does not answer, or whose time is over. Called now and then. */
    void checkProgress(long now) {
        if (isStalled(now)) ending.slowConsumer();
        long held = connection.held();
        if (isOpen() && held > limits().maxMessageSize()) assembler.heldTooMuch();
        if (isOpen()) heartbeat.check(now);
        if (isOpen() && prepared.isExpired()) expire();
        if (isOpen()) assembler.check(now, !heartbeat.isDeaf(), held > 0);
        if (isOpen() && lifetime != null) check(lifetime, now);
    }

    private void check(Lifetime lifetime, long now) {
        Limit reached = lifetime.reached(now, heartbeat.isDeaf() || assembler.isReceiving() || outbox.isSending());
        if (reached != null) ending.late(reached, policy().millis(reached));
    }

    /** What was sent before counts, and what was received. */
    private void expire() {
        LOG.log(Level.INFO, () -> describe() + " is closed: its authentication has expired");
        ending.close(CloseReasons.error(ErrorCode.UNAUTHENTICATED, "the authentication has expired"));
    }

    boolean isStalled(long now) {
        return TimeUnit.NANOSECONDS.toMillis(now - outbox.stalledSince(now)) >= limits().sendTimeoutMillis();
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

    String describe() {
        return "Stream " + id + " of " + endpoint();
    }

    /** The endpoint's full name. */
    String endpoint() {
        return prepared.endpoint().model().fullName();
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
        sent();
    }

    @Override
    public boolean trySend(Object message) {
        boolean sent = sender.trySend(message);
        if (sent) sent();
        return sent;
    }

    @Override
    public CompletionStage<Void> sendAsync(Object message) {
        sent();
        return sender.sendAsync(message);
    }

    private void sent() {
        if (lifetime != null) lifetime.sent();
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
        return !ending.isDecided();
    }

    @Override
    public void close() {
        ending.closeByApplication(CloseReasons.normal());
    }

    @Override
    public void close(ErrorCode code, String message) {
        ending.closeByApplication(CloseReasons.error(code, message));
    }

    @Override
    public void onClose(Consumer<? super StreamClose> listener) {
        CompletableFuture<StreamClose> ended = ending.whenEnded();
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
        return describe() + ", " + ending;
    }
}
