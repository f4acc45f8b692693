package org.rivulet.internal.websocket;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.codec.Frame;

/** From the application to the outbox: encodes, on the thread that sends. Thread-safe. */
final class Sender {

    private final LiveStream stream;
    private final Outbox outbox;

    Sender(LiveStream stream, Outbox outbox) {
        this.stream = stream;
        this.outbox = outbox;
    }

    /** Waits for room. Others may take it first, so it is not the time waited that makes a slow consumer, but a write that does not end. */
    void send(Object message) {
        long timeout = TimeUnit.MILLISECONDS.toNanos(stream.limits().sendTimeoutMillis());
        Outbox.Result result;
        try {
            Frame frame = encode(message);
            do {
                result = outbox.offer(frame, null, timeout);
            } while (result == Outbox.Result.FULL && !stream.isStalled(System.nanoTime()));
        } catch (InterruptedException e) {
            throw stream.ending().interrupted();
        }
        if (result == Outbox.Result.FULL) stream.ending().slowConsumer();
        if (result != Outbox.Result.ACCEPTED) throw stream.ending().closed();
    }

    boolean trySend(Object message) {
        Outbox.Result result = offerNow(message, null);
        if (result == Outbox.Result.CLOSED) throw stream.ending().closed();
        return result == Outbox.Result.ACCEPTED;
    }

    CompletionStage<Void> sendAsync(Object message) {
        CompletableFuture<Void> written = new CompletableFuture<>();
        try {
            Outbox.Result result = offerNow(message, written);
            if (result == Outbox.Result.CLOSED)
                written.completeExceptionally(stream.ending().closed());
            if (result == Outbox.Result.FULL) {
                written.completeExceptionally(new StreamException(ErrorCode.RESOURCE_EXHAUSTED, "the outbox is full"));
            }
        } catch (RuntimeException e) {
            written.completeExceptionally(e);
        }
        return written;
    }

    private Outbox.Result offerNow(Object message, @Nullable CompletableFuture<Void> written) {
        try {
            return outbox.offer(encode(message), written, 0);
        } catch (InterruptedException e) {
            throw stream.ending().interrupted();
        }
    }

    private Frame encode(Object message) {
        Objects.requireNonNull(message, "message");
        if (!stream.isOpen()) throw stream.ending().closed();
        return stream.codec().encode(message);
    }
}
