package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamEndpoint.InvalidMessage;
import org.rivulet.internal.codec.Codec;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.codec.InvalidMessageException;

/**
 * From the inbox to the handler: decodes and validates, on the thread that receives. Both can run code of the application, so neither may happen on
 * the container's thread. Thread-safe.
 */
final class Receiver {

    /** Nanoseconds that never pass. */
    static final long FOREVER = Long.MAX_VALUE;

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final LiveStream stream;
    private final BoundEndpoint endpoint;
    private final Inbox inbox;

    Receiver(LiveStream stream, BoundEndpoint endpoint, Inbox inbox) {
        this.stream = stream;
        this.endpoint = endpoint;
        this.inbox = inbox;
    }

    /** The next valid message; null when none came in time or none will come. */
    @Nullable
    Object next(Codec codec, long nanos) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Frame frame = nanos == FOREVER ? inbox.take() : inbox.poll(nanos - (System.nanoTime() - start));
            if (frame == null) return null;
            try {
                return valid(codec.decode(frame));
            } catch (InvalidMessageException e) {
                invalid(e);
            }
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

    /** Closes the stream, or goes on if that is what the endpoint chose; says so in the log. */
    void invalid(InvalidMessageException problem) {
        boolean skip = endpoint.model().options().invalidMessages() == InvalidMessage.SKIP;
        String what = endpoint.model().options().sensitive() ? "" : ": " + problem.getMessage();
        LOG.log(
                Level.WARNING,
                () -> stream.describe() + (skip ? " skips" : " is closed by") + " an invalid message" + what);
        if (skip) return;
        inbox.discard();
        stream.close(CloseReasons.invalid(problem.code(), String.valueOf(problem.getMessage())));
    }
}
