package org.rivulet.internal.websocket;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.Limit;
import org.rivulet.internal.model.Policy;

/**
 * How long a stream may be open, be idle, and wait for its first message. Only where there is such a limit, so that other streams pay nothing for it.
 * Thread-safe.
 */
final class Lifetime {

    private final Policy policy;
    private final boolean receives;
    private final long opened = System.nanoTime();

    // set by whoever receives
    private volatile boolean received;
    // set by whoever receives or sends, cleared by the watchdog
    private volatile boolean lively;
    // owned by the watchdog's thread
    private long since = opened;

    private Lifetime(Policy policy, boolean receives) {
        this.policy = policy;
        this.receives = receives;
    }

    /** That of a stream that opens now; null if nothing limits it. */
    static @Nullable Lifetime of(EndpointModel endpoint) {
        Policy policy = endpoint.policy();
        boolean receives = endpoint.kind().receives();
        boolean awaits = receives && policy.firstMessageTimeoutMillis() > 0;
        if (!awaits && policy.idleTimeoutMillis() == 0 && policy.maxLifetimeMillis() == 0) return null;
        return new Lifetime(policy, receives);
    }

    void received() {
        if (!received) received = true;
        sent();
    }

    void sent() {
        if (!lively) lively = true; // a read is cheaper, and this is called for each message
    }

    /**
     * The limit that is reached, if one is. Called by the watchdog.
     *
     * @param waits whether a message waits that the client does not take, or cannot send: that is not idle
     */
    @Nullable
    Limit reached(long now, boolean waits) {
        if (lively || waits) {
            lively = false;
            since = now;
        }
        if (isOver(policy.maxLifetimeMillis(), now - opened)) return Limit.MAX_LIFETIME;
        if (receives && !received && isOver(policy.firstMessageTimeoutMillis(), now - opened)) {
            return Limit.FIRST_MESSAGE_TIMEOUT;
        }
        return isOver(policy.idleTimeoutMillis(), now - since) ? Limit.IDLE_TIMEOUT : null;
    }

    private static boolean isOver(long millis, long nanos) {
        return millis > 0 && nanos >= TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
