package org.rivulet.internal.websocket;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How many requests each address may make in a second. Only who has come within the last second is known, and of those no more than memory should be spent on;
 * whoever comes then is let in. Thread-safe.
 */
final class Arrivals {

    private static final int MAX_KNOWN = 65_536;

    private final ConcurrentMap<Long, TokenBucket> known = new ConcurrentHashMap<>();
    private final int perSecond;

    /** So many a second; 0 for no limit. */
    Arrivals(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether one more may come from there now. */
    boolean admit(long address, long now) {
        if (perSecond == 0 || known.size() >= MAX_KNOWN && !known.containsKey(address)) return true;
        boolean[] admitted = new boolean[1];
        known.compute(address, (same, bucket) -> {
            TokenBucket tokens = bucket == null ? new TokenBucket(perSecond, now) : bucket;
            admitted[0] = tokens.take(now);
            return tokens;
        });
        return admitted[0];
    }

    /** Forgets who has all tokens again: that is what anybody has. Called now and then. */
    void forget(long now) {
        for (Long address : known.keySet()) {
            known.computeIfPresent(address, (same, bucket) -> bucket.isFull(now) ? null : bucket);
        }
    }

    int known() {
        return known.size();
    }
}
