package org.rivulet.internal.websocket;

import org.rivulet.internal.model.Limit;

/**
 * Whoever counts what happens to the streams of an application. Thread-safe; called on the container's threads, so it must not block, and throws nothing.
 */
public interface Meter {

    /** A stream of this endpoint, {@code service.endpoint}, has been opened. */
    void opened(String endpoint);

    /** It has ended. */
    void ended(String endpoint);

    /** An opening handshake has been refused. */
    void refused(String endpoint);

    /** Somebody has come to a limit; the words are for the log. */
    void limited(Limit limit, String whom);

    /** A client is held back. */
    void paused();

    /** It no longer is. */
    void resumed();

    /** A stream is closed since its client does not take what is sent. */
    void slowConsumer(String endpoint);
}
