package org.rivulet.internal.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of handlers: a virtual one each on Java 21 and later, else a bounded pool. On all of them the application's class
 * loader is the context class loader, and its naming and security contexts apply where the server has Jakarta Concurrency.
 * Thread-safe.
 */
public final class Threads implements Executor {

    /** A ping, or a close, that blocks must not keep others waiting. */
    private static final int ATTENDANTS = 64;

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final ExecutorService executor;
    // how many more platform threads there may be; null where threads are virtual
    private final @Nullable Semaphore seats;
    private final ExecutorService spare;
    private final ExecutorService attendants;
    private final ApplicationContext contexts = ApplicationContext.find();
    private final Executor context = contexts.capture();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Threads for the application whose context the calling thread has; at most so many at once if they are platform threads. */
    public Threads(int maxPlatformThreads) {
        this.executor = executor();
        this.seats = executor instanceof ThreadPoolExecutor ? new Semaphore(maxPlatformThreads) : null;
        this.spare = fewThreads(1);
        this.attendants = fewThreads(ATTENDANTS);
    }

    private static ExecutorService fewThreads(int max) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                max, max, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new PlatformThreads());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ExecutorService executor() {
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, virtualThreads());
        } catch (NoSuchMethodException | ClassNotFoundException | InvocationTargetException e) { // Java 17 to 20
            return new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), new PlatformThreads());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code Thread.ofVirtual().name("rivulet-", 1).factory()}. */
    private static ThreadFactory virtualThreads()
            throws ClassNotFoundException, NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        Object virtual = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named = builder.getMethod("name", String.class, long.class).invoke(virtual, "rivulet-", 1L);
        return (ThreadFactory) builder.getMethod("factory").invoke(named);
    }

    /** Keeps a thread for a task that will be executed, until it is released; false if all are taken. */
    public boolean reserve() {
        return seats == null || seats.tryAcquire();
    }

    /** Gives back what {@link #reserve} kept: the task has ended, or will not come. */
    public void release() {
        if (seats != null) seats.release();
    }

    /** The context of the calling thread, so that of its caller too: runs tasks in it, on whatever thread calls it. */
    public Executor captureContext() {
        return contexts.capture();
    }

    /**
     * Runs a task on the thread that was reserved for it, in the application's context.
     *
     * @throws RejectedExecutionException after the close
     */
    @Override
    public void execute(Runnable task) {
        executor.execute(inContext(this::inOwnContext, task));
    }

    /** The same in a context that {@link #captureContext} took. */
    public void execute(Executor context, Runnable task) {
        executor.execute(inContext(context, task));
    }

    /** Runs a task without a reservation; if all threads are taken it waits for a spare one, and after the close it runs here. */
    public void executeSoon(Runnable task) {
        boolean reserved = reserve();
        try {
            if (reserved) execute(() -> runAndRelease(task));
            else spare.execute(inContext(this::inOwnContext, task));
        } catch (RejectedExecutionException closed) {
            if (reserved) release();
            task.run();
        }
    }

    /** Runs what is none of the application's and may block for a while; after the close it runs here. */
    public void attend(Runnable task) {
        try {
            (seats == null ? executor : attendants).execute(inContext(Runnable::run, task));
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    private void runAndRelease(Runnable task) {
        try {
            task.run();
        } finally {
            release();
        }
    }

    /**
     * Runs a task in a context that no other task has: of two that run in one context at once, one works in the transaction of the
     * other (Payara 6.2025.10, GlassFish 8.0.0).
     */
    private void inOwnContext(Runnable task) {
        Executor[] own = {context};
        context.execute(() -> own[0] = contexts.capture());
        own[0].execute(task);
    }

    private Runnable inContext(Executor context, Runnable task) {
        return () -> {
            Thread.currentThread().setContextClassLoader(loader);
            context.execute(task);
        };
    }

    /** Takes no more tasks, and waits for those that run; after half the time it does what should make them end. */
    public void close(long millis, Runnable interrupt) {
        executor.shutdown();
        spare.shutdown();
        attendants.shutdown();
        try {
            if (!executor.awaitTermination(millis / 2, TimeUnit.MILLISECONDS)) interrupt.run();
            boolean done = executor.awaitTermination(millis / 2, TimeUnit.MILLISECONDS);
            if (spare.awaitTermination(done ? millis / 2 : 0, TimeUnit.MILLISECONDS) && done) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.log(Level.WARNING, "Some stream handlers or close listeners do not end, though they were interrupted");
        executor.shutdownNow();
        spare.shutdownNow();
        attendants.shutdownNow();
    }

    private static final class PlatformThreads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "rivulet-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
