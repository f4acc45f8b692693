package org.rivulet;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every stream has, whatever its direction. All methods are safe from any thread, also after the handler has
 * returned; a stream is closed when its handler returns.
 */
public interface RivuletStream {

    /** An id that no other stream of this application has; unguessable, and in every log line about the stream. */
    String id();

    /** The path the client connected to, below the application's context, as it was sent. */
    String path();

    /**
     * The client's address, or null where it is not known: the one behind the proxies that {@code rivulet.trusted-proxies} names, with port 0 where they do
     * not tell it; else the peer's, as the server tells it.
     */
    @Nullable
    InetSocketAddress remoteAddress();

    /**
     * Who the container has authenticated for this stream, else the {@link AuthData} if they are a {@code Principal}, else null: the caller of the handshake,
     * for as long as the stream lives. Without an {@link AuthHandler} there is always one where the endpoint has {@code auth = true}.
     */
    @Nullable
    Principal caller();

    /** A place for the application's own data about this stream. */
    ConcurrentMap<String, Object> attributes();

    /** Whether the stream can still carry messages. False from the moment that either side closes it. */
    boolean isOpen();

    /**
     * Closes with 1000 after everything that {@code send} accepted is on the wire; returns at once. Closing again does
     * nothing: the first close counts. Messages received before can still be read.
     */
    void close();

    /**
     * Closes as {@link #close()} does, with the code's {@link ErrorCode#closeCode()} and a reason of code and message.
     *
     * @param message for the client; cut to what fits into the 123 bytes of a reason
     */
    void close(ErrorCode code, String message);

    /**
     * Calls the listener once when the stream has ended, from whichever side, on a thread of its own; if it has ended already, at once
     * and on the calling thread. What it throws is logged.
     */
    void onClose(Consumer<? super StreamClose> listener);
}
