package org.rivulet.internal.server;

import org.jspecify.annotations.Nullable;

/**
 * For a server that asks for its next read by itself, once it has handled the last one: while the gate is closed that step waits here, and whoever
 * opens it takes the step. Closed only by the thread that handles a read, so there is one step at most. Thread-safe.
 */
final class ReadGate {

    // guarded by this
    private boolean closed;
    private @Nullable Runnable waiting;

    synchronized void close() {
        closed = true;
    }

    /**
     * Opens the gate.
     *
     * @return the step that waited, to be taken by the caller; null if none did
     */
    synchronized @Nullable Runnable open() {
        Runnable step = waiting;
        closed = false;
        waiting = null;
        return step;
    }

    /** Whether the gate is closed, and the step left to whoever opens it. */
    synchronized boolean holds(Runnable step) {
        if (closed) waiting = step;
        return closed;
    }

    /** Takes the step, or leaves it to whoever opens the gate. */
    void pass(Runnable step) {
        if (!holds(step)) step.run();
    }
}
