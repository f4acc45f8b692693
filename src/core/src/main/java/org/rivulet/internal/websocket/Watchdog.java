package org.rivulet.internal.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** One thread a deployment that looks for clients that do not move: those that do not read, do not answer, or do not end. Thread-safe. */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final long PERIOD_MILLIS = 250;

    /** A look that comes so late was held up with everything else here: what clients did meanwhile must be read before they are judged. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * PERIOD_MILLIS);

    /** How long a client has to answer a close frame (RFC 6455, 7.1.1: a server may close the TCP connection then). */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Queue<Ending> ending = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer;

    // owned by the timer's thread after the constructor
    private long looked = System.nanoTime();

    Watchdog(LongConsumer check) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "rivulet-watchdog");
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                timer.scheduleWithFixedDelay(() -> look(check), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record Ending(Runnable cut, long deadline) {}

    private void look(LongConsumer check) {
        long now = System.nanoTime();
        if (now - looked < LATE_NANOS) attempt(() -> check.accept(now));
        for (Ending first = ending.peek(); first != null && first.deadline - now < 0; first = ending.peek()) {
            ending.remove(first);
            attempt(first.cut);
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

    /** Runs the action when a client has had its time to end, unless this is closed before. */
    void expectEnd(Runnable cut) {
        ending.add(new Ending(cut, System.nanoTime() + CLOSE_NANOS));
        if (timer.isShutdown()) ending.clear();
    }

    /** Forgets the clients too: a server may hold an endpoint of an application that is gone, and by it this. */
    @Override
    public void close() {
        timer.shutdownNow();
        ending.clear();
        try {
            var unused = timer.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
