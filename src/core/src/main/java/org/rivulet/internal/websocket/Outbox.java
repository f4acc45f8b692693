package org.rivulet.internal.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;

/**
 * Sent messages that wait for the client. One write is under way at a time, and its completion starts the next: that is the
 * one way of sending that every server does right, and it holds no thread while the client is slow. Thread-safe.
 */
final class Outbox {

    /** What became of a message. */
    enum Result {
        ACCEPTED,
        FULL,
        CLOSED
    }

    /** What is being written during a ping. */
    private static final Entry PING = new Entry(new Frame.Text(""), null);

    private final Limits limits;
    private final Memory memory;
    private final RemoteEndpoint.Async remote;
    private final UnaryOperator<Throwable> lost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomier = lock.newCondition();

    // guarded by lock
    private final ArrayDeque<Entry> queue = new ArrayDeque<>(1);
    private @Nullable Entry writing;
    private long writingSince;
    private long bytes;
    private final ArrayDeque<CompletableFuture<Void>> written = new ArrayDeque<>(1);
    private boolean telling;
    private boolean closed;
    private @Nullable Runnable whenDrained;

    /** An outbox that writes to the given remote; a write that fails is told to the function, which says what to tell the senders. */
    Outbox(Limits limits, Memory memory, RemoteEndpoint.Async remote, UnaryOperator<Throwable> lost) {
        this.limits = limits;
        this.memory = memory;
        this.remote = remote;
        this.lost = lost;
    }

    private record Entry(Frame frame, @Nullable CompletableFuture<Void> written) {}

    /**
     * Accepts a message if there is room, or waits for room.
     *
     * @param written completed when the message is on the wire, or failed when it never will be
     * @param nanos how long to wait for room
     */
    Result offer(Frame frame, @Nullable CompletableFuture<Void> written, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!closed && isFull()) {
                if (left <= 0) return Result.FULL;
                left = roomier.awaitNanos(left);
            }
            if (closed) return Result.CLOSED;
            bytes += frame.size();
            memory.take(frame.size());
            queue.add(new Entry(frame, written));
            if (writing != null) return Result.ACCEPTED;
            writing = startNext();
        } finally {
            lock.unlock();
        }
        write();
        return Result.ACCEPTED;
    }

    /**
     * Writes a ping, which may block, unless a message is being written: servers do not let the two meet, and how long a message takes
     * says as much of the client.
     *
     * @return whether it was written
     */
    boolean ping() {
        lock.lock();
        try {
            if (closed || writing != null) return false;
            writing = PING;
            writingSince = System.nanoTime();
        } finally {
            lock.unlock();
        }
        try {
            remote.sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            broken(PING, e);
            return false;
        }
        if (finish(PING) != null) write();
        return true;
    }

    /** Accepts nothing more, and runs the action when everything accepted is on the wire. */
    void close(Runnable drained) {
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            roomier.signalAll();
            if (writing != null) {
                whenDrained = drained;
                return;
            }
        } finally {
            lock.unlock();
        }
        drained.run();
    }

    /** Accepts nothing more and forgets what waits. */
    void abort(Throwable why) {
        abort(why, () -> {});
    }

    /** The same, and runs the action when what is being written is on the wire: several containers cannot close before. */
    void abort(Throwable why, Runnable drained) {
        ArrayDeque<Entry> forgotten;
        boolean isWriting;
        lock.lock();
        try {
            closed = true;
            isWriting = writing != null;
            whenDrained = isWriting ? drained : null;
            forgotten = new ArrayDeque<>(queue);
            queue.clear();
            free(bytes);
            roomier.signalAll();
        } finally {
            lock.unlock();
        }
        for (Entry entry : forgotten) fail(entry, why);
        if (!isWriting) drained.run();
    }

    /** Whether the client has yet to take a message, or a ping. */
    boolean isWriting() {
        lock.lock();
        try {
            return writing != null;
        } finally {
            lock.unlock();
        }
    }

    /** Since when the client has not taken the message that is being written, in {@code nanoTime}; the given time if none is. */
    long stalledSince(long now) {
        lock.lock();
        try {
            return writing == null ? now : writingSince;
        } finally {
            lock.unlock();
        }
    }

    /** Writes until a write does not complete at once; its completion then goes on. Called by whoever set {@code writing}. */
    private void write() {
        Entry entry = current();
        while (entry != null) {
            AtomicBoolean other = new AtomicBoolean();
            Entry started = entry;
            try {
                if (entry.frame instanceof Frame.Text text) {
                    remote.sendText(text.payload(), result -> completed(started, result, other));
                } else {
                    remote.sendBinary(
                            ((Frame.Binary) entry.frame).payload(), result -> completed(started, result, other));
                }
            } catch (RuntimeException e) { // a session that was closed meanwhile
                broken(entry, e);
                break;
            }
            // Whoever comes second, this thread or the completion, goes on: so a chain of quick writes is no recursion.
            if (other.compareAndSet(false, true)) break;
            entry = finish(entry);
        }
        tell();
    }

    /** Completes stages, one at a time and never inside another: a continuation that sends again is no recursion. */
    private void tell() {
        for (CompletableFuture<Void> stage = toTell(true); stage != null; stage = toTell(false)) stage.complete(null);
    }

    private @Nullable CompletableFuture<Void> toTell(boolean first) {
        lock.lock();
        try {
            if (first && telling) return null;
            CompletableFuture<Void> stage = written.poll();
            telling = stage != null;
            return stage;
        } finally {
            lock.unlock();
        }
    }

    private void completed(Entry entry, SendResult result, AtomicBoolean other) {
        if (!result.isOK()) {
            broken(entry, result.getException());
            return;
        }
        if (other.compareAndSet(false, true)) return;
        if (finish(entry) == null) tell();
        else write();
    }

    /** Takes note of a write and of the one that follows. */
    private @Nullable Entry finish(Entry written) {
        Entry next;
        Runnable drained = null;
        lock.lock();
        try {
            free(Math.min(bytes, written.frame.size())); // an abort has freed all
            next = startNext();
            writing = next;
            if (next == null) {
                drained = whenDrained;
                whenDrained = null;
            }
            if (written.written != null) this.written.add(written.written);
            if (!closed) roomier.signalAll();
        } finally {
            lock.unlock();
        }
        if (drained != null) drained.run();
        return next;
    }

    private void free(long size) {
        bytes -= size;
        memory.give(size);
    }

    private @Nullable Entry startNext() {
        writingSince = System.nanoTime();
        return queue.poll();
    }

    private @Nullable Entry current() {
        lock.lock();
        try {
            return writing;
        } finally {
            lock.unlock();
        }
    }

    /** A connection that fails once does not come back; the container tells the endpoint of its end. */
    private void broken(Entry entry, Throwable why) {
        lock.lock();
        try {
            writing = null;
        } finally {
            lock.unlock();
        }
        Throwable told = lost.apply(why);
        fail(entry, told);
        abort(told);
    }

    private static void fail(Entry entry, Throwable why) {
        if (entry.written != null) entry.written.completeExceptionally(why);
    }

    private boolean isFull() {
        int messages = queue.size() + (writing == null || writing == PING ? 0 : 1);
        if (messages == 0) return false;
        return messages >= limits.outboxMessages() || bytes >= limits.outboxBytes() || memory.isScarce();
    }
}
