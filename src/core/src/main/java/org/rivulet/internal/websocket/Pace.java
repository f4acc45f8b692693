package org.rivulet.internal.websocket;

import java.util.function.LongSupplier;
import org.rivulet.internal.model.Policy;

/**
 * How many messages a client sends in a second. It stands at the inbox's gate, since all that a client has sent while that was closed comes at once, and was not
 * sent too fast for that. Thread-safe.
 */
final class Pace implements Inbox.Gate {

    private final Inbox.Gate gate;
    private final LongSupplier clock;
    private final long interval;

    // guarded by this
    private final TokenBucket tokens;
    private long shutAt; // in nanoTime, when it was shut last
    private long saved; // of the time while it was shut, what has not been used for messages

    /** A pace at this gate, as the policy has it, by a clock of nanoseconds. */
    Pace(Policy policy, Inbox.Gate gate, LongSupplier clock) {
        this.gate = gate;
        this.clock = clock;
        this.tokens = new TokenBucket(policy.messagesPerSecond(), clock.getAsLong());
        this.interval = tokens.interval();
    }

    /** A message has come; false if it has come too soon. */
    synchronized boolean keeps() {
        if (tokens.take(clock.getAsLong())) return true;
        if (saved < interval) return false;
        saved -= interval;
        return true;
    }

    private synchronized void shut() {
        shutAt = clock.getAsLong();
    }

    private synchronized void open() {
        saved += clock.getAsLong() - shutAt;
    }

    @Override
    public boolean pause() {
        shut();
        return gate.pause();
    }

    @Override
    public void resume() {
        open();
        gate.resume();
    }

    @Override
    public boolean tryHold() {
        shut();
        return gate.tryHold();
    }

    @Override
    public void release() {
        open();
        gate.release();
    }
}
