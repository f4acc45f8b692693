package org.rivulet;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * Messages from the client, in the order they were sent. Iteration ends when the client ends; breaking out of it leaves the
 * stream open. Several threads may receive: each message reaches one of them.
 *
 * <p>Messages wait in an inbox bounded by count and bytes ({@link StreamEndpoint#inboxMessages()}); when it is full, reading
 * from the client pauses. What the client does meanwhile waits too, its close included; that its connection is gone is
 * noticed when a ping cannot be written ({@link StreamEndpoint#heartbeat()}).
 *
 * @param <I> the type of the incoming messages
 */
public interface StreamIn<I> extends RivuletStream, Iterable<I> {

    /**
     * Waits for the next message.
     *
     * @throws StreamClosedException when no message will come any more, or when the thread is interrupted
     */
    I receive();

    /**
     * Waits for the next message, at most for the given time.
     *
     * @return the message, or empty if none came in time
     * @throws StreamClosedException as {@link #receive()}
     */
    Optional<I> receive(Duration timeout);

    /**
     * The messages until the client ends. {@code hasNext} waits for the next message; it answers false, and throws nothing, when
     * the stream has ended or the thread is interrupted.
     */
    @Override
    Iterator<I> iterator();
}
