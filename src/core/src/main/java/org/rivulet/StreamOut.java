package org.rivulet;

import java.util.concurrent.CompletionStage;

/**
 * Messages to the client. Safe from any thread; the messages of one thread arrive in the order it sent them.
 *
 * <p>Messages wait in an outbox bounded by count and bytes ({@link StreamEndpoint#outboxMessages()}). A client that does not
 * take a message within {@link StreamEndpoint#sendTimeout()} is a slow consumer, and its stream is closed with 1013.
 *
 * <p>When the client goes away, the handler of an endpoint that only sends is interrupted, since it would not notice while it waits for
 * something else.
 *
 * @param <O> the type of the outgoing messages
 */
public interface StreamOut<O> extends RivuletStream {

    /**
     * Sends a message; returns when the outbox has accepted it, and waits while the outbox is full. What is accepted is
     * written before a normal close. The message is encoded before this returns, so it may be changed afterwards.
     *
     * @throws StreamClosedException when the stream is closed, also if that happens while waiting, or when the thread is
     *     interrupted while it waits; the message is not sent then
     * @throws IllegalArgumentException when the message cannot be encoded; the stream stays open
     */
    void send(O message);

    /**
     * Sends a message if the outbox has room for it now.
     *
     * @return whether the message was accepted
     * @throws StreamClosedException when the stream is closed
     * @throws IllegalArgumentException when the message cannot be encoded
     */
    boolean trySend(O message);

    /**
     * Sends a message without waiting.
     *
     * @return completed when the message has been handed to the network; failed with {@link StreamException} and
     *     {@link ErrorCode#RESOURCE_EXHAUSTED} when the outbox has no room (the message is not sent, the stream stays open),
     *     with {@link StreamClosedException} when the stream is closed before, with {@link IllegalArgumentException} when the
     *     message cannot be encoded. Continuations run on a thread of the handlers',
     *     in the order of the messages, so one that blocks keeps those of later messages waiting.
     */
    CompletionStage<Void> sendAsync(O message);
}
