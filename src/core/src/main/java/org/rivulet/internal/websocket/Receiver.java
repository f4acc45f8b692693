package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamEndpoint.InvalidMessage;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.codec.InvalidMessageException;
import org.rivulet.internal.model.LogWords;

/**
 * From the inbox to the handler: decodes and validates, on the thread that receives. Both can run code of the application, so neither may happen on
 * the container's thread. Thread-safe.
 */
final class Receiver {

    /** Nanoseconds that never pass. */
    private static final long FOREVER = Long.MAX_VALUE;

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final LiveStream stream;
    private final BoundEndpoint endpoint;
    private final Inbox inbox;

    Receiver(LiveStream stream, BoundEndpoint endpoint, Inbox inbox) {
        this.stream = stream;
        this.endpoint = endpoint;
        this.inbox = inbox;
    }

    Object receive() {
        Object message = next(FOREVER);
        if (message == null) throw stream.ending().closed();
        return message;
    }

    Optional<Object> receive(Duration timeout) {
        Object message = next(nanos(timeout));
        if (message == null && inbox.isExhausted()) throw stream.ending().closed();
        return Optional.ofNullable(message);
    }

    Iterator<Object> iterator() {
        return new MessageIterator(() -> next(FOREVER));
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException beyond) {
            return timeout.isNegative() ? 0 : FOREVER;
        }
    }

    /** The next valid message; null when none came in time or none will come. */
    private @Nullable Object next(long nanos) {
        long start = System.nanoTime();
        try {
            while (true) {
                Frame frame = nanos == FOREVER ? inbox.take() : inbox.poll(nanos - (System.nanoTime() - start));
                if (frame == null) return null;
                try {
                    return valid(stream.codec().decode(frame));
                } catch (InvalidMessageException e) {
                    invalid(e);
                }
            }
        } catch (InterruptedException e) {
            throw stream.ending().interrupted();
        }
    }

    private Object valid(Object message) throws InvalidMessageException {
        StringJoiner violations = new StringJoiner("; ");
        endpoint.constraints()
                .check(
                        message,
                        (path, rule) -> violations.add(
                                (path.isEmpty() || path.startsWith("[") ? "$" : "$.") + path + ": " + rule));
        if (violations.length() == 0) return message;
        throw new InvalidMessageException(CloseCodes.NOT_CONSISTENT, violations.toString());
    }

    private Throwable loggable(Throwable problem) {
        return endpoint.model().loggable(problem);
    }

    /** Closes the stream, or goes on if that is what the endpoint chose; says so in the log. */
    void invalid(InvalidMessageException problem) {
        boolean skip = endpoint.model().options().invalidMessages() == InvalidMessage.SKIP;
        String what =
                endpoint.model().options().sensitive() ? "" : ": " + LogWords.of(String.valueOf(problem.getMessage()));
        LOG.log(
                Level.WARNING,
                () -> stream.describe() + (skip ? " skips" : " is closed by") + " an invalid message" + what);
        Throwable cause = problem.getCause();
        if (cause != null) LOG.log(Level.DEBUG, () -> "A decoder of " + stream.describe() + " failed", loggable(cause));
        if (skip) return;
        inbox.discard();
        stream.ending().close(CloseReasons.invalid(problem.code(), String.valueOf(problem.getMessage())));
    }
}
