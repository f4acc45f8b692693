package org.rivulet.internal.websocket;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;

/**
 * Received messages that wait for the handler. When it is full, or memory is scarce, reading pauses, and it resumes at half, or when nothing waits; what
 * was already on its way is still taken, so the bounds can be passed by what the server reads at once. Thread-safe.
 */
final class Inbox {

    private final Limits limits;
    private final Memory memory;
    private final Gate gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private final ArrayDeque<Frame> frames = new ArrayDeque<>(1);
    private long bytes;
    private boolean paused;
    private boolean ended;

    Inbox(Limits limits, Memory memory, Gate gate) {
        this.limits = limits;
        this.memory = memory;
        this.gate = gate;
    }

    /**
     * Takes a message from the container's thread, without waiting unless the gate holds that thread.
     *
     * @return false if the inbox is full and reading cannot be paused
     */
    boolean offer(Frame frame) {
        lock.lock();
        try {
            if (ended) return true; // nobody will read it, and the client knows: the stream is closed
            frames.add(frame);
            bytes += frame.size();
            memory.take(frame.size());
            changed.signalAll();
            if (paused || !isFull()) return true;
            paused = gate.pause();
            return paused || hold();
        } finally {
            lock.unlock();
        }
    }

    /** Holds the delivering thread until the inbox is half empty, if the gate allows one more to be held. */
    private boolean hold() {
        if (!gate.tryHold()) return false;
        try {
            while (!ended && !isHalfEmpty()) changed.awaitUninterruptibly();
            return true;
        } finally {
            gate.release();
        }
    }

    /** The next message, waiting for it; null when none will come. */
    @Nullable
    Frame take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (frames.isEmpty() && !ended) changed.await();
            return remove();
        } finally {
            lock.unlock();
        }
    }

    /** The next message, waiting for it so long; null when none came, or none will come. */
    @Nullable
    Frame poll(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (frames.isEmpty() && !ended && left > 0) left = changed.awaitNanos(left);
            return remove();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Frame remove() {
        Frame frame = frames.poll();
        if (frame == null) return null;
        bytes -= frame.size();
        memory.give(frame.size());
        if (isHalfEmpty()) reopen();
        return frame;
    }

    private void reopen() {
        changed.signalAll();
        if (!paused) return;
        paused = false;
        gate.resume();
    }

    /** No message will come any more; those that are here can still be taken. */
    void end() {
        lock.lock();
        try {
            ended = true;
            reopen(); // a close frame, and the end of the connection, come through the same gate
        } finally {
            lock.unlock();
        }
    }

    /** Ends, and drops what is here. */
    void discard() {
        lock.lock();
        try {
            frames.clear();
            memory.give(bytes);
            bytes = 0;
            end();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no message is here and none will come. */
    boolean isExhausted() {
        lock.lock();
        try {
            return ended && frames.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return frames.size() >= limits.inboxMessages() || bytes >= limits.inboxBytes() || memory.isScarce();
    }

    private boolean isHalfEmpty() {
        if (frames.isEmpty()) return true;
        return frames.size() <= limits.inboxMessages() / 2 && bytes <= limits.inboxBytes() / 2 && !memory.isScarce();
    }

    /** What lies between the socket and the inbox. Called with the inbox locked. */
    interface Gate {

        /** Stops reading; false if the server cannot. */
        boolean pause();

        /** Reads again. */
        void resume();

        /** Whether one more of the container's threads may be held; each that is must be released. */
        boolean tryHold();

        /** Gives a held thread back. */
        void release();
    }
}
