package org.rivulet.internal.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * One thread a deployment that looks for clients that do not move: those that do not read, do not answer, or do not end; and for handshakes that lead to no
 * stream. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final long PERIOD_MILLIS = 250;

    /**
     * A look that comes so late was held up with everything else here: what clients did meanwhile must be read before they are judged. By the next look it has been,
     * and that one judges however late it comes, or a machine that is always late would never end anybody.
     */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * PERIOD_MILLIS);

    /** How long a server may take from the handshake to the stream. */
    private static final long OPEN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Queue<Opening> opening = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer;

    // owned by the timer's thread after the constructor
    private long looked = System.nanoTime();
    private boolean spared;

    /** Looks at whether all is well, unless that was too late to tell, and in any case by the others. */
    Watchdog(LongConsumer progress, LongConsumer... others) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rivulet-watchdog");
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(
                () -> look(progress, others), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record Opening(Seat seat, long deadline) {}

    private void look(LongConsumer progress, LongConsumer... others) {
        long now = System.nanoTime();
        spared = !spared && now - looked >= LATE_NANOS;
        if (!spared) attempt(() -> progress.accept(now));
        for (LongConsumer other : others) attempt(() -> other.accept(now));
        for (Opening first = opening.peek(); first != null && first.deadline - now < 0; first = opening.peek()) {
            opening.remove(first);
            attempt(first.seat::lapse);
        }
        looked = System.nanoTime();
    }

    /** An exception would end the timer. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "The watchdog could not look after a stream", e);
        }
    }

    /** Gives the seat back if no stream takes it in time. */
    void expectStream(Seat seat) {
        opening.add(new Opening(seat, System.nanoTime() + OPEN_NANOS));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            var unused = timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
