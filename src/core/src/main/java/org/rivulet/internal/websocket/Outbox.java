package org.rivulet.internal.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;

/**
 * Sent messages that wait for the client. As many writes are under way at a time as the server takes in order, one by default; the end of one starts
 * the next. It holds no thread while the client is slow. Thread-safe.
 */
final class Outbox {

    /** What became of a message. */
    enum Result {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final Limits limits;
    private final Memory memory;
    private final RemoteEndpoint.Async remote;
    private final int writesAtOnce;
    private final Receipts receipts;
    private final UnaryOperator<Throwable> lost;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomier = lock.newCondition();

    // guarded by lock
    private final ArrayDeque<Entry> queue = new ArrayDeque<>(1);
    private final ArrayDeque<Entry> underWay = new ArrayDeque<>(1);
    private long bytes;
    private long progress; // when the client last took something, or was asked to
    private boolean starting; // a thread starts writes, and no other may
    private boolean pinging;
    private boolean closed;
    private boolean broken;
    private @Nullable Runnable whenDrained;

    /**
     * An outbox that writes to the given remote.
     *
     * @param writesAtOnce how many messages the remote takes before the first of them is written
     * @param tellers run what the application does when a message is written
     * @param lost is told of the first write that fails, and says what to tell the senders
     */
    Outbox(
            Limits limits,
            Memory memory,
            RemoteEndpoint.Async remote,
            int writesAtOnce,
            Executor tellers,
            UnaryOperator<Throwable> lost) {
        this.limits = limits;
        this.memory = memory;
        this.remote = remote;
        this.writesAtOnce = writesAtOnce;
        this.receipts = new Receipts(tellers);
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
        } finally {
            lock.unlock();
        }
        goOn();
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
            if (closed || isBusy()) return false;
            pinging = true;
            progress = System.nanoTime();
        } finally {
            lock.unlock();
        }
        boolean isWritten = false;
        try {
            remote.sendPing(ByteBuffer.allocate(0));
            isWritten = true;
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
        lock.lock();
        try {
            pinging = false;
        } finally {
            lock.unlock();
        }
        goOn();
        return isWritten;
    }

    /** Accepts nothing more, and runs the action when everything accepted is on the wire. */
    void close(Runnable drained) {
        lock.lock();
        try {
            if (closed) return;
            closed = true;
            whenDrained = drained;
            roomier.signalAll();
        } finally {
            lock.unlock();
        }
        goOn();
    }

    /** Accepts nothing more and forgets everything, since nothing can be written any more. */
    void abort(Throwable why) {
        List<Entry> never;
        lock.lock();
        try {
            never = forget();
            never.addAll(underWay);
            underWay.clear();
            whenDrained = null;
        } finally {
            lock.unlock();
        }
        fail(never, why);
    }

    /** Accepts nothing more and forgets what waits, and runs the action when what is being written is on the wire: several containers cannot close before. */
    void abort(Throwable why, Runnable drained) {
        List<Entry> never;
        lock.lock();
        try {
            never = forget();
            whenDrained = drained;
        } finally {
            lock.unlock();
        }
        fail(never, why);
        goOn();
    }

    private List<Entry> forget() {
        List<Entry> waiting = new ArrayList<>(queue);
        closed = true;
        queue.clear();
        free(bytes);
        roomier.signalAll();
        return waiting;
    }

    /** Whether the client has yet to take a message, or a ping. */
    boolean isWriting() {
        lock.lock();
        try {
            return isBusy();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a message waits for the client. */
    boolean isSending() {
        lock.lock();
        try {
            return !underWay.isEmpty() || !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Since when the client has taken nothing of what is being written, in {@code nanoTime}; the given time if nothing is. */
    long stalledSince(long now) {
        lock.lock();
        try {
            return pinging || !underWay.isEmpty() ? progress : now;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what may be written now, unless another thread is at it; and when nothing is left, closes. */
    private void goOn() {
        for (Entry entry = start(true); entry != null; entry = start(false)) write(entry);
        finish();
        receipts.tell();
    }

    private @Nullable Entry start(boolean first) {
        lock.lock();
        try {
            if (first && starting) return null;
            starting = !pinging && !broken && !queue.isEmpty() && underWay.size() < writesAtOnce;
            if (!starting) return null;
            if (underWay.isEmpty()) progress = System.nanoTime();
            Entry entry = queue.remove();
            underWay.add(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private void write(Entry entry) {
        try {
            if (entry.frame instanceof Frame.Text text) {
                remote.sendText(text.payload(), result -> completed(entry, result));
            } else {
                remote.sendBinary(((Frame.Binary) entry.frame).payload(), result -> completed(entry, result));
            }
        } catch (RuntimeException | Error e) { // such as a session that was closed meanwhile
            broken(e);
        }
    }

    /** Called by the server, in any thread: also within {@link #write}, whose loop goes on then, so that a chain of quick writes is no recursion. */
    private void completed(Entry entry, SendResult result) {
        if (!result.isOK()) {
            broken(result.getException());
            return;
        }
        lock.lock();
        try {
            if (!remove(entry)) return;
            progress = System.nanoTime();
            free(Math.min(bytes, entry.frame.size())); // an abort has freed all
            if (entry.written != null) receipts.add(entry.written);
            if (!closed) roomier.signalAll();
        } finally {
            lock.unlock();
        }
        goOn();
    }

    private boolean remove(Entry entry) {
        if (underWay.peek() != entry) return underWay.removeIf(other -> other == entry);
        underWay.remove();
        return true;
    }

    /** Runs what waited for the last write. */
    private void finish() {
        Runnable drained;
        lock.lock();
        try {
            drained = whenDrained;
            if (drained == null || isBusy() || !queue.isEmpty()) return;
            whenDrained = null;
        } finally {
            lock.unlock();
        }
        drained.run();
    }

    /** A connection that fails once does not come back; the container tells the endpoint of its end. */
    private void broken(Throwable why) {
        lock.lock();
        try {
            if (broken) return;
            broken = true;
        } finally {
            lock.unlock();
        }
        abort(lost.apply(why));
    }

    private void fail(List<Entry> entries, Throwable why) {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (Entry entry : entries) if (entry.written != null) stages.add(entry.written);
        receipts.fail(stages, why);
    }

    private void free(long size) {
        bytes -= size;
        memory.give(size);
    }

    private boolean isBusy() {
        return pinging || starting || !underWay.isEmpty();
    }

    private boolean isFull() {
        int messages = queue.size() + underWay.size();
        if (messages == 0) return false;
        return messages >= limits.outboxMessages() || bytes >= limits.outboxBytes() || memory.isScarce();
    }
}
