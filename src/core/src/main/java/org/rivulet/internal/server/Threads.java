package org.rivulet.internal.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of handlers: a virtual one each on Java 21 and later, else a bounded pool. On all of them the application's class
 * loader is the context class loader, and its naming and security contexts apply where the server has Jakarta Concurrency.
 * Thread-safe.
 */
public final class Threads implements Executor {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final ExecutorService executor;
    private final ExecutorService spare;
    private final ApplicationContext contexts = ApplicationContext.find();
    private final Executor context = contexts.capture();
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    /** Threads for the application whose context the calling thread has; at most so many at once if they are platform threads. */
    public Threads(int maxPlatformThreads) {
        this.executor = executor(maxPlatformThreads);
        this.spare =
                new ThreadPoolExecutor(0, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new PlatformThreads());
    }

    private static ExecutorService executor(int max) {
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, virtualThreads());
        } catch (NoSuchMethodException | ClassNotFoundException | InvocationTargetException e) { // Java 17 to 20
            return new ThreadPoolExecutor(
                    0, max, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), new PlatformThreads());
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

    /** Whether one more task would get a thread now. */
    public boolean hasRoom() {
        return !(executor instanceof ThreadPoolExecutor pool) || pool.getActiveCount() < pool.getMaximumPoolSize();
    }

    /** The context of the calling thread, so that of its caller too: runs tasks in it, on whatever thread calls it. */
    public Executor captureContext() {
        return contexts.capture();
    }

    /**
     * Runs a task on a thread of its own, in the application's context.
     *
     * @throws RejectedExecutionException if all threads are taken, or after the close
     */
    @Override
    public void execute(Runnable task) {
        executor.execute(inContext(this::inOwnContext, task));
    }

    /** The same in a context that {@link #captureContext} took. */
    public void execute(Executor context, Runnable task) {
        executor.execute(inContext(context, task));
    }

    /** Runs a task as {@link #execute} does; if all threads are taken it waits for a spare one, and after the close it runs here. */
    public void executeSoon(Runnable task) {
        try {
            execute(task);
        } catch (RejectedExecutionException full) {
            try {
                spare.execute(inContext(this::inOwnContext, task));
            } catch (RejectedExecutionException closed) {
                task.run();
            }
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
