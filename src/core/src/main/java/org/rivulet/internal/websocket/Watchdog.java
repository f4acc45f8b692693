package org.rivulet.internal.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** One thread a deployment that looks for clients that do not move: those that do not read, and those that do not end. Thread-safe. */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final long PERIOD_MILLIS = 250;

    /** How long a client has to answer a close frame (RFC 6455, 7.1.1: a server may close the TCP connection then). */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Queue<Ending> ending = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer;

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

    private record Ending(Connection connection, long deadline) {}

    private void look(LongConsumer check) {
        long now = System.nanoTime();
        attempt(() -> check.accept(now));
        for (Ending first = ending.peek(); first != null && first.deadline - now < 0; first = ending.peek()) {
            ending.remove(first);
            attempt(first.connection::abort);
        }
    }

    /** An exception would end the timer. */
    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "The watchdog could not look after a stream", e);
        }
    }

    /** Cuts the connection off if it has not ended in time. */
    void expectEnd(Connection connection) {
        ending.add(new Ending(connection, System.nanoTime() + CLOSE_NANOS));
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
