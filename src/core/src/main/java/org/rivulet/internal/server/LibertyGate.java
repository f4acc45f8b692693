package org.rivulet.internal.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connection of Open Liberty and the channel that it reads from, as that channel. While it is shut, the connection's next read waits here; there is
 * one at most. Thread-safe.
 */
final class LibertyGate implements InvocationHandler {

    /** As Liberty cancels its read: an exception tells its callback that the time is over. */
    private static final Object[] CANCEL = {1L, null, true, -2};

    private final Types types;
    private final Object channel;
    private final Object proxy;
    // the connection's own, which it holds whenever it cancels a read
    private final Object linkSync;
    // for what is under way when it closes
    private final Duration patience;
    private final Runnable beforeRead;
    private final AtomicReference<@Nullable Thread> handling = new AtomicReference<>();

    // guarded by this
    private boolean paused;
    private boolean closing;
    private boolean cancelling;
    private int underWay; // reads that the channel has, or whose bytes are being handled
    private @Nullable Read waiting;

    /** What Liberty's channels are made of: {@code TCPReadRequestContext.read}, and {@code error} of the callback that it takes. */
    record Types(Class<?> channel, Class<?> callback, Method read, Method error) {}

    private record Read(Object[] arguments, Object callback) {}

    /** What closes a connection. */
    interface Closing {
        void run() throws Exception;
    }

    LibertyGate(Types types, Object channel, Object linkSync, Duration patience, Runnable beforeRead) {
        this.types = types;
        this.channel = channel;
        this.linkSync = linkSync;
        this.patience = patience;
        this.beforeRead = beforeRead;
        this.proxy = proxy(types.channel, this);
    }

    /** What the connection shall have in place of its channel. */
    Object asChannel() {
        return proxy;
    }

    /** Whether this thread handles what was read. */
    boolean isHandling() {
        return handling.get() == Thread.currentThread();
    }

    synchronized void pause() {
        paused = true;
    }

    void resume() throws Throwable {
        open(false);
    }

    /**
     * Closes the connection while nothing is read from it. Liberty says first that it expects a close frame, and sends its own after that; of a frame with 126 bytes or more that it
     * reads in between it thinks that it cannot be one, and cuts the connection.
     */
    void close(Closing action) throws Throwable {
        shut();
        try {
            action.run();
        } finally {
            open(true);
        }
    }

    private void shut() throws Throwable {
        long end = System.nanoTime() + patience.toNanos();
        while (isReading(end)) {
            synchronized (linkSync) {
                call(channel, types.read, CANCEL);
            }
        }
    }

    /** Waits for what is under way to be handled. Whether there is a read that has brought nothing yet, which has to be cancelled. */
    private synchronized boolean isReading(long end) {
        closing = true;
        while (underWay > 0) {
            if (!cancelling && handling.get() == null) {
                cancelling = true;
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0) return false;
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private void open(boolean closed) throws Throwable {
        synchronized (linkSync) {
            Read read = opened(closed);
            if (read != null) call(channel, types.read, read.arguments);
        }
    }

    private synchronized @Nullable Read opened(boolean closed) {
        paused = false;
        if (closed) closing = cancelling = false;
        if (closing || waiting == null) return null;
        underWay++;
        return take();
    }

    private synchronized @Nullable Read take() {
        Read read = waiting;
        waiting = null;
        return read;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        if (!method.equals(types.read)) return call(channel, method, arguments);
        if (arguments[1] == null) return cancel(arguments);
        beforeRead.run();
        Read read = new Read(arguments, arguments[1]);
        arguments[1] = proxy(types.callback, told(read));
        return holds(read) ? null : call(channel, types.read, arguments);
    }

    private synchronized boolean holds(Read read) {
        if (paused || closing) {
            waiting = read;
            return true;
        }
        underWay++;
        return false;
    }

    /** A read that waits here is over at once. */
    private @Nullable Object cancel(Object[] arguments) throws Throwable {
        Read read = cancelled();
        if (read == null) return call(channel, types.read, arguments);
        return call(read.callback, types.error, null, proxy, new SocketTimeoutException("cancelled"));
    }

    private synchronized @Nullable Read cancelled() {
        if (!closing) paused = false;
        cancelling = false; // what is told of a read from now on, the connection has asked for
        return take();
    }

    /** A callback is told of the channel too, and reads on by what it is told. */
    private InvocationHandler told(Read read) {
        return (self, method, arguments) -> {
            if (method.getDeclaringClass() != types.callback) return call(read.callback, method, arguments);
            if (method.equals(types.error) && arguments[2] instanceof SocketTimeoutException && takesBack(read))
                return null;
            arguments[1] = proxy;
            handling.set(Thread.currentThread());
            try {
                return call(read.callback, method, arguments);
            } finally { // it may have read on, and another thread have come
                handling.compareAndSet(Thread.currentThread(), null);
                handled();
            }
        };
    }

    /** Whether it was cancelled here, of which the connection hears nothing. */
    private synchronized boolean takesBack(Read read) {
        if (!cancelling) return false;
        cancelling = false;
        waiting = read;
        handled();
        return true;
    }

    private synchronized void handled() {
        underWay--;
        notifyAll();
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object call(Object on, Method method, @Nullable Object... arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
