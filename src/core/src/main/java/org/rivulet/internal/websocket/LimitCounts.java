package org.rivulet.internal.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.rivulet.internal.model.Limit;

/**
 * How often each limit was reached. However often that is, the log has at most one line a second of a limit, which says how many it stands for. Thread-safe.
 */
final class LimitCounts {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Limit, Count> counts = new EnumMap<>(Limit.class); // not changed after the constructor

    private static final class Count {
        private final LongAdder sum = new LongAdder();
        // set by whoever is last
        private volatile String last = "";
        // owned by the watchdog's thread
        private long logged;
        private long loggedAt = System.nanoTime() - LINE_NANOS;
    }

    LimitCounts() {
        for (Limit limit : Limit.values()) counts.put(limit, new Count());
    }

    void add(Limit limit, String whom) {
        Count count = count(limit);
        count.last = whom;
        count.sum.increment();
    }

    private Count count(Limit limit) {
        Count count = counts.get(limit);
        if (count == null) throw new IllegalArgumentException(limit.toString());
        return count;
    }

    /** Those of handshakes, or those of streams, by the name of the limit. */
    Map<String, Long> sums(boolean ofHandshakes) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((limit, count) -> {
            if (limit.isOfHandshakes() == ofHandshakes) sums.put(limit.limitName(), count.sum.sum());
        });
        return sums;
    }

    /** Writes the lines that are due. Called by the watchdog. */
    void log(long now) {
        counts.forEach((limit, count) -> {
            long sum = count.sum.sum();
            if (sum == count.logged || now - count.loggedAt < LINE_NANOS) return;
            String what = limit.isOfHandshakes() ? "Handshakes refused" : "Streams closed";
            String line = what + " at the limit " + limit.limitName() + ": " + (sum - count.logged) + ", the last "
                    + count.last;
            LOG.log(Level.WARNING, line);
            count.logged = sum;
            count.loggedAt = now;
        });
    }
}
