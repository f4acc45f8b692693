package org.rivulet.internal.websocket;

import java.util.concurrent.atomic.LongAdder;

/**
 * The bytes that wait in all inboxes and outboxes of an application, and how many may. What a stream may queue by itself is bounded too, but not how many
 * streams do. Thread-safe.
 */
final class Memory {

    private final LongAdder queued = new LongAdder();
    private final long max;

    Memory(long max) {
        this.max = max;
    }

    void take(long bytes) {
        queued.add(bytes);
    }

    void give(long bytes) {
        queued.add(-bytes);
    }

    /** Whether nobody should queue more than it must. */
    boolean isScarce() {
        return queued.sum() >= max;
    }

    long queued() {
        return queued.sum();
    }

    long max() {
        return max;
    }
}
