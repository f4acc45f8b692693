package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamException;
import org.rivulet.internal.model.Kind;

/** The life of one handler: calls it, sends what it returns, and closes the stream with what became of it. */
final class HandlerRun implements Runnable {

    private static final Logger LOG = System.getLogger("org.rivulet");

    /** A chain of causes may be a ring. */
    private static final int MAX_CAUSES = 32;

    private final LiveStream stream;
    private final Prepared prepared;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private @Nullable Thread thread;
    private boolean interrupted;
    private boolean done;

    HandlerRun(LiveStream stream, Prepared prepared) {
        this.stream = stream;
        this.prepared = prepared;
    }

    @Override
    public void run() {
        begin();
        CloseReason end = CloseReasons.internal(stream.id());
        try {
            prepared.endpoint().handler().handle(stream::handling, prepared, this::deliver);
            end = CloseReasons.normal();
        } catch (Throwable problem) {
            end = failed(problem);
        } finally { // whatever an exception of the application does when it is asked for its message
            stream.ending().close(end);
            finish();
            stream.handled();
        }
    }

    private void deliver(@Nullable Object result) throws Exception {
        if (prepared.endpoint().model().returnsSequence()) Sequences.send(result, stream);
        else if (result != null) stream.send(result);
    }

    private CloseReason failed(Throwable problem) {
        Throwable logged = loggable(problem);
        if (isOwnEnd(problem)) {
            LOG.log(Level.DEBUG, () -> "The handler of " + stream.describe() + " ended with its stream", logged);
            return CloseReasons.normal();
        }
        if (problem instanceof StreamException refused) {
            try {
                LOG.log(Level.DEBUG, () -> stream.describe() + " failed", logged);
                return CloseReasons.error(refused.code(), String.valueOf(refused.getMessage()));
            } catch (RuntimeException | Error mute) { // an exception that fails when it is asked for its message
                logged = loggable(mute);
            }
        }
        LOG.log(Level.ERROR, () -> "The handler of " + stream.describe() + " failed", logged);
        return CloseReasons.internal(stream.id());
    }

    private Throwable loggable(Throwable problem) {
        return prepared.endpoint().model().loggable(problem);
    }

    /** Whether the handler only noticed that its stream is over. */
    private boolean isOwnEnd(Throwable problem) {
        Throwable t = problem;
        for (int causes = 0; t != null && causes < MAX_CAUSES; causes++) {
            if (t instanceof StreamClosedException closed && closed.streamId().equals(stream.id())) return true;
            if (t instanceof InterruptedException && wasInterrupted()) return true;
            t = t.getCause();
        }
        return false;
    }

    /** A handler that only sends would not notice; one that receives finds the end of its messages. */
    void streamEnded() {
        if (prepared.endpoint().model().kind() == Kind.OUT) interrupt();
    }

    void interrupt() {
        lock.lock();
        try {
            if (done) return;
            interrupted = true;
            if (thread != null) thread.interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean wasInterrupted() {
        lock.lock();
        try {
            return interrupted;
        } finally {
            lock.unlock();
        }
    }

    private void begin() {
        lock.lock();
        try {
            thread = Thread.currentThread();
            if (interrupted) thread.interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** After this no interrupt of ours reaches the thread, which may belong to a pool. */
    private void finish() {
        lock.lock();
        try {
            done = true;
            thread = null;
        } finally {
            lock.unlock();
        }
        Thread.interrupted();
    }
}
