package org.rivulet.internal.websocket;

import org.rivulet.internal.model.Policy;

/**
 * How many messages a client sends in a second. It stands at the inbox's gate, since all that a client has sent while that was closed comes at once, and was not
 * sent too fast for that. Thread-safe.
 */
final class Pace implements Inbox.Gate {

    private final Inbox.Gate gate;
    private final long interval;

    // guarded by this
    private final TokenBucket tokens;
    private long shutAt; // in nanoTime, when it was shut last
    private long saved; // of the time while it was shut, what has not been used for messages

    /** A pace at this gate, as the policy has it. */
    Pace(Policy policy, Inbox.Gate gate) {
        this.gate = gate;
        this.tokens = new TokenBucket(policy.messagesPerSecond(), System.nanoTime());
        this.interval = tokens.interval();
    }

    /** A message has come; false if it has come too soon. */
    synchronized boolean keeps(long now) {
        if (tokens.take(now)) return true;
        if (saved < interval) return false;
        saved -= interval;
        return true;
    }

    private synchronized void shut() {
        shutAt = System.nanoTime();
    }

    private synchronized void open() {
        saved += System.nanoTime() - shutAt;
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
