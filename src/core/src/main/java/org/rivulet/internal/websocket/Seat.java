package org.rivulet.internal.websocket;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The place of one stream, kept from the handshake, which can still be refused, until the handler has ended. A handshake that leads to no stream must not keep
 * it, and not every server says so. Thread-safe.
 */
public final class Seat {

    private enum State {
        RESERVED,
        UPGRADING,
        TAKEN,
        LEFT
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RESERVED);
    private final Runnable giveBack;

    Seat(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    /** The container is about to open a stream. */
    void upgrading() {
        state.compareAndSet(State.RESERVED, State.UPGRADING);
    }

    boolean isUpgrading() {
        return state.get() == State.UPGRADING;
    }

    /**
     * The stream is open.
     *
     * @return false if that took too long
     */
    boolean take() {
        return state.compareAndSet(State.UPGRADING, State.TAKEN);
    }

    /** No stream has come of it. */
    public void lapse() {
        if (state.get() != State.TAKEN) leave();
    }

    /** Gives it back, once. */
    void leave() {
        if (state.getAndSet(State.LEFT) != State.LEFT) giveBack.run();
    }
}
