package org.rivulet;

/**
 * Messages in both directions, each independent of the other.
 *
 * @param <I> the type of the incoming messages
 * @param <O> the type of the outgoing messages
 */
public interface StreamInOut<I, O> extends StreamIn<I>, StreamOut<O> {}
