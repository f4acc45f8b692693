package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;

/** How long something takes, by the median of many times: measured when all is well, and asked for when it should be as before. */
final class Latency {

    /** What clients and server on the same few cores may cost each other. */
    private static final Duration NOTHING = Duration.ofMillis(2);

    /** A machine that is busy with something else for a while must not be taken for a server that is slow. */
    private static final int ATTEMPTS = 5;

    private final String what;
    private final Runnable action;
    private final int times;
    private final Duration normal;

    private Latency(String what, int times, Runnable action) {
        this.what = what;
        this.action = action;
        this.times = times;
        median(); // the first ones compile it
        this.normal = median();
    }

    static Latency of(String what, int times, Runnable action) {
        return new Latency(what, times, action);
    }

    /** Fails if it takes more than twice as long as it did, again and again. */
    void assertNotDoubled() {
        Duration limit = normal.compareTo(NOTHING) < 0 ? NOTHING.multipliedBy(2) : normal.multipliedBy(2);
        Duration now = median();
        for (int i = 1; i < ATTEMPTS && now.compareTo(limit) > 0; i++) now = median();
        assertThat(now).as("%s, which took %s before", what, normal).isLessThanOrEqualTo(limit);
    }

    private Duration median() {
        long[] sorted = LongStream.generate(this::nanos).limit(times).sorted().toArray();
        return Duration.ofNanos(sorted[times / 2]);
    }

    private long nanos() {
        long start = System.nanoTime();
        action.run();
        return System.nanoTime() - start;
    }
}
