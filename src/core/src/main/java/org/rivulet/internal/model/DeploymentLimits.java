package org.rivulet.internal.model;

/**
 * What all streams of an application may use together.
 *
 * @param handlerThreads handlers that run at once, where they have platform threads
 * @param queuedBytes bytes of messages that wait
 * @param gracePeriodMillis how long streams go on when the application is about to stop
 */
public record DeploymentLimits(int handlerThreads, long queuedBytes, long gracePeriodMillis) {

    private static final long MAX_THREADS = 100_000;
    private static final long MAX_GRACE_MILLIS = 3_600_000;

    /** By default, all of them together may use that part of the heap. */
    private static final int HEAP_PART = 4;

    /** What is configured, else the defaults; each value that is wrong is a mistake. */
    public static DeploymentLimits of(Settings settings, Mistakes mistakes) {
        return new DeploymentLimits(
                (int) settings.number("rivulet.handler-threads", 1_000, 1, MAX_THREADS, mistakes),
                settings.number("rivulet.queued-bytes", maxHeap() / HEAP_PART, 1, Long.MAX_VALUE, mistakes),
                settings.number("rivulet.grace-period", 0, 0, MAX_GRACE_MILLIS, mistakes));
    }

    private static long maxHeap() {
        return Runtime.getRuntime().maxMemory();
    }
}
