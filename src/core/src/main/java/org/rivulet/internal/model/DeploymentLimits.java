package org.rivulet.internal.model;

/**
 * What all streams of an application may use together.
 *
 * @param handlerThreads handlers that run at once, where they have platform threads
 * @param queuedBytes bytes of messages that wait
 * @param gracePeriodMillis how long streams go on when the application is about to stop
 * @param streamsPerAddress streams that one address may have open; 0 for no limit
 * @param handshakesPerSecond handshakes that one address may begin in a second; 0 for no limit
 * @param maxHandshakeSize bytes of a request line and all header fields; 0 for no limit
 */
public record DeploymentLimits(
        int handlerThreads,
        long queuedBytes,
        long gracePeriodMillis,
        int streamsPerAddress,
        int handshakesPerSecond,
        int maxHandshakeSize) {

    private static final long MAX_THREADS = 100_000;
    private static final long MAX_GRACE_MILLIS = 3_600_000;

    /** By default, all of them together may use that part of the heap. */
    private static final int HEAP_PART = 4;

    /** What is configured, else the defaults; each value that is wrong is a mistake. */
    public static DeploymentLimits of(Settings settings, Mistakes mistakes) {
        return new DeploymentLimits(
                (int) settings.number("rivulet.handler-threads", 1_000, 1, MAX_THREADS, mistakes),
                settings.number("rivulet.queued-bytes", maxHeap() / HEAP_PART, 1, Long.MAX_VALUE, mistakes),
                settings.number("rivulet.grace-period", 0, 0, MAX_GRACE_MILLIS, mistakes),
                orNone(Limit.STREAMS_PER_ADDRESS, 10_000, Integer.MAX_VALUE, settings, mistakes),
                orNone(Limit.HANDSHAKES_PER_SECOND, 2_000, Policy.MAX_RATE, settings, mistakes),
                orNone(Limit.MAX_HANDSHAKE_SIZE, 32_768, Integer.MAX_VALUE, settings, mistakes));
    }

    private static int orNone(Limit limit, int otherwise, long max, Settings settings, Mistakes mistakes) {
        return (int) settings.number("rivulet." + limit.limitName(), otherwise, 0, max, mistakes);
    }

    private static long maxHeap() {
        return Runtime.getRuntime().maxMemory();
    }
}
