package org.rivulet.internal.server;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The input of an upgraded connection, with a gate between it and who listens. While the gate is shut nobody is told of data, and the container
 * is not asked for more: what the client sends stays in the socket, and no thread waits for it. Errors and the end pass. Thread-safe.
 *
 * <p>Whoever reads has the turn: the container's thread that calls {@link #onDataAvailable}, until {@link #isReady} says false. Then the container has it
 * again, which will call when there are data; or nobody, if the gate is shut, and a thread of ours takes it when the gate opens.
 */
final class InputGate extends ServletInputStream implements ReadListener {

    /** How much is offered at once, since what was read is delivered even if the gate is shut meanwhile. */
    private static final int PORTION = 8_192;

    private final ServletInputStream input;
    private final Executor readers;
    private final ReentrantLock lock = new ReentrantLock();

    // set before the container calls
    private volatile @Nullable ReadListener listener;

    // true from a write that had to wait to the next that need not; set by whoever writes, with locks of the container
    // held
    private volatile boolean unwritten;

    // guarded by lock
    private boolean shut;
    private boolean nobodysTurn;
    private boolean ended;

    /** A gate that is open; what has waited before it is read by these threads, which it must be possible to start with locks held. */
    InputGate(ServletInputStream input, Executor readers) {
        this.input = input;
        this.readers = readers;
    }

    void shut() {
        lock.lock();
        try {
            shut = true;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            shut = false;
        } finally {
            lock.unlock();
        }
        takeNobodysTurn();
    }

    /**
     * The client does not take what is written to it. Until it does nothing is read from it either: a container answers pings by itself, and keeps what waits to be
     * written without bound.
     */
    void outputWaits() {
        unwritten = true;
    }

    /** The client takes it again. */
    void outputMoves() {
        if (!unwritten) return;
        unwritten = false;
        readers.execute(this::takeNobodysTurn);
    }

    private void takeNobodysTurn() {
        lock.lock();
        try {
            if (!nobodysTurn || isShut() || ended) return;
            nobodysTurn = false;
        } finally {
            lock.unlock();
        }
        readers.execute(this::takeTurn);
    }

    private boolean isShut() {
        return shut || unwritten;
    }

    /** The connection is closed: its input may be another's soon, and must not be touched. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    private void takeTurn() {
        try {
            if (isReady()) listener().onDataAvailable();
        } catch (IOException | RuntimeException | Error e) {
            onError(e); // as the container does
        }
    }

    /** It is told of nothing before {@link #listen}. */
    @Override
    public void setReadListener(ReadListener listener) {
        this.listener = listener;
    }

    /** Has the container tell of data from now on; of those that are here already it tells at once. */
    void listen() {
        if (listener == null || hasEnded()) return;
        try {
            input.setReadListener(this);
        } catch (IllegalStateException e) {
            // what has ended cannot be listened to
        }
    }

    private boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private ReadListener listener() {
        return Objects.requireNonNull(listener, "nobody listens");
    }

    @Override
    public void onDataAvailable() throws IOException {
        if (mayPass()) listener().onDataAvailable();
    }

    @Override
    public boolean isReady() {
        lock.lock();
        try {
            return mayPass() && input.isReady();
        } finally {
            lock.unlock();
        }
    }

    /** Asked by who has the turn, which is nobody's after a no. */
    private boolean mayPass() {
        lock.lock();
        try {
            nobodysTurn = isShut();
            return !nobodysTurn && !ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        listener().onAllDataRead();
    }

    @Override
    public void onError(Throwable problem) {
        listener().onError(problem);
    }

    @Override
    public int available() throws IOException {
        return Math.min(input.available(), PORTION);
    }

    @Override
    public int read() throws IOException {
        return input.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return input.read(bytes, offset, length);
    }

    @Override
    public boolean isFinished() {
        return input.isFinished();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
