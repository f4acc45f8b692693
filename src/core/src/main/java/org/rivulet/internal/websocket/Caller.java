package org.rivulet.internal.websocket;

import java.security.Principal;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.handshake.Expiry;

/**
 * Who opened a stream, as the container has authenticated it.
 *
 * @param principal the name of it
 * @param context runs tasks on whatever thread calls it, with the server's security context of the caller
 * @param expiresAt when the authentication ends, if it says so
 * @param login the HTTP session that the caller came with, if there was one
 */
public record Caller(
        Principal principal,
        Executor context,
        @Nullable Instant expiresAt,
        @Nullable Login login) {

    /** Whether the caller's time is over. */
    boolean isExpired() {
        return Expiry.isOver(expiresAt);
    }

    /** Has it end with the login. */
    void opened(LiveStream stream) {
        if (login != null) login.opened(stream);
    }
}
