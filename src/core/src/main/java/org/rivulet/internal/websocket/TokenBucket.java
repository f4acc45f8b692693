package org.rivulet.internal.websocket;

import java.util.concurrent.TimeUnit;

/** So many tokens a second; those of one second can be saved. For one thread at a time. */
final class TokenBucket {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private long full; // when it will have all tokens again, in nanoTime

    /** A bucket that is full. */
    TokenBucket(int perSecond, long now) {
        this.interval = SECOND / perSecond;
        this.full = now;
    }

    /** Takes a token; false if there is none. */
    boolean take(long now) {
        long next = (isFull(now) ? now : full) + interval;
        if (next - now > SECOND) return false;
        full = next;
        return true;
    }

    /** Nanoseconds until there is one more. */
    long interval() {
        return interval;
    }

    /** Whether it has all that it can have. */
    boolean isFull(long now) {
        return full - now <= 0;
    }
}
