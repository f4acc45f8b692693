package org.rivulet.internal.identity;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * The tokens that have been used, for as long as they could be used again. Knows those of this application on this server only. Thread-safe.
 */
final class Replays {

    enum Answer {
        NEW,
        USED,
        /** Neither can be said: it is older than what is remembered. */
        FORGOTTEN,
        /** There is no room to remember it. */
        FULL
    }

    private final int capacity;

    // owned by this
    private final TreeSet<Used> used =
            new TreeSet<>(Comparator.comparingLong(Used::timestamp).thenComparing(Used::nonce));
    // what is older has been forgotten, though a clock that was set back may make it valid again
    private long horizon = Long.MIN_VALUE;

    Replays(int capacity) {
        this.capacity = capacity;
    }

    private record Used(long timestamp, String nonce) {}

    /** Remembers a token, if it is new, and forgets those that were made before a time. */
    synchronized Answer use(Token token, long oldest) {
        horizon = Math.max(horizon, oldest);
        while (!used.isEmpty() && used.first().timestamp < horizon) used.pollFirst();
        if (token.timestamp() < horizon) return Answer.FORGOTTEN;
        Used one = new Used(token.timestamp(), token.nonce());
        if (used.contains(one)) return Answer.USED;
        if (used.size() >= capacity) return Answer.FULL;
        used.add(one);
        return Answer.NEW;
    }
}
