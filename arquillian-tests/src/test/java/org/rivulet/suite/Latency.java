package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** How long something takes, by the median of many times, or also their slow ones: measured when all is well, and asked for when it should be as before. */
final class Latency {

    /** What clients and server on the same few cores may cost each other. */
    private static final Duration NOTHING = Duration.ofMillis(2);

    /** A machine that is busy with something else for a while must not be taken for a server that is slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int SLOW_SHARES = 5;

    private final String what;
    private final Runnable action;
    private final int times;
    private final Times normal;

    private Latency(String what, int times, Runnable action) {
        this.what = what;
        this.action = action;
        this.times = times;
        measure(); // the first ones compile it
        this.normal = measure();
    }

    static Latency of(String what, int times, Runnable action) {
        return new Latency(what, times, action);
    }

    /** Fails if it takes more than twice as long as it did, again and again. */
    void assertNotDoubled() {
        Duration limit = Times.atMost(normal.median, NOTHING.multipliedBy(2));
        Times now = measureUntil(times -> times.median.compareTo(limit) <= 0);
        assertThat(now.median).as("%s, which took %s before", what, normal).isLessThanOrEqualTo(limit);
    }

    /**
     * The same, also for the one in twenty that takes longest, where others work on the same cores: their share is what any one may wait for them to do, and the
     * slow ones some times.
     */
    Times assertNotDoubled(Duration share) {
        Times limit = new Times(
                Times.atMost(normal.median, share), Times.atMost(normal.slow, share.multipliedBy(SLOW_SHARES)));
        Times now = measureUntil(times -> times.isWithin(limit));
        assertThat(now.isWithin(limit))
                .as("%s took %s, and %s before", what, now, normal)
                .isTrue();
        return now;
    }

    @Override
    public String toString() {
        return normal.toString();
    }

    /** The median and the 95th percentile. */
    record Times(Duration median, Duration slow) {

        private static Duration atMost(Duration before, Duration least) {
            Duration twice = before.multipliedBy(2);
            return twice.compareTo(least) < 0 ? least : twice;
        }

        private boolean isWithin(Times limit) {
            return median.compareTo(limit.median) <= 0 && slow.compareTo(limit.slow) <= 0;
        }
    }

    /** Again and again, until they are good or patience has ended. */
    private Times measureUntil(Predicate<Times> good) {
        long start = System.nanoTime();
        Times now = measure();
        while (!good.test(now) && System.nanoTime() - start < PATIENCE.toNanos()) now = measure();
        return now;
    }

    private Times measure() {
        long[] sorted = LongStream.generate(this::nanos).limit(times).sorted().toArray();
        return new Times(Duration.ofNanos(sorted[times / 2]), Duration.ofNanos(sorted[times * 19 / 20]));
    }

    private long nanos() {
        long start = System.nanoTime();
        action.run();
        return System.nanoTime() - start;
    }
}
