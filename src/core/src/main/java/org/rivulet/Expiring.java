package org.rivulet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Auth data that count for a time only: what an {@link AuthHandler} returns may implement it. When the time has come, the stream is closed with
 * 4401 and the reason {@code {"code":"unauthenticated",..}}, within a second, and after everything that {@code send} accepted is on the
 * wire. Auth data that have expired when the auth handler returns them are no credentials.
 *
 * <p>So may the {@link java.security.Principal} of a caller whom the container has authenticated. A token of MicroProfile JWT need not: its {@code exp} counts.
 */
public interface Expiring {

    /** When the authentication ends, or null if it does not. Asked once, before the stream is opened. */
    @Nullable
    Instant expiresAt();
}
