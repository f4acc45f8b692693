package org.rivulet.internal.websocket;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.rivulet.internal.model.Limits;

/**
 * Whether the client is still there. A silent one is pinged, and is dead if it is silent for as long again. It stands at the inbox's gate, since
 * nobody is heard while that is closed: then pings go on only because a write fails when the connection is gone. A client that takes its time
 * for a message is left to the send timeout. Thread-safe.
 */
final class Heartbeat implements Inbox.Gate {

    /** A write that takes no longer says nothing of the client: a socket takes much for one that is gone. */
    private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(200);

    private final long interval;
    private final Inbox.Gate gate;
    private final Executor threads;
    private final Outbox outbox;
    private final Runnable dead;

    // set by whoever hears the client, cleared by the watchdog
    private volatile boolean heard;
    // set with the inbox locked
    private volatile boolean deaf;
    private volatile boolean pinging;
    // owned by the watchdog's thread, and by the one that pings while it does
    private long since = System.nanoTime();
    private boolean pinged;

    /** A heartbeat at this gate, which pings on these threads and tells when the client is dead. */
    Heartbeat(Limits limits, Inbox.Gate gate, Executor threads, Outbox outbox, Runnable dead) {
        this.interval = TimeUnit.MILLISECONDS.toNanos(limits.heartbeatMillis());
        this.gate = gate;
        this.threads = threads;
        this.outbox = outbox;
        this.dead = dead;
    }

    /** The client is there. */
    void heard() {
        if (!heard) heard = true; // a read is cheaper, and this is called for each message
    }

    /** Pings the client, or finds it dead, if it is time. Called by the watchdog. */
    void check(long now) {
        if (pinging) return; // a pong that is heard meanwhile counts once the ping is known to be written
        boolean unheard = deaf; // read before heard, since the end of deafness counts as a sign of life
        if (heard || now - outbox.stalledSince(now) >= SLOW) {
            heard = false;
            pinged = false;
            since = now;
        } else if (now - since >= interval && !outbox.isWriting()) {
            if (pinged && !unheard) dead.run();
            else askForPing();
        }
    }

    /** Whether the client is held back, so that nothing is heard of it. */
    boolean isDeaf() {
        return deaf;
    }

    private void askForPing() {
        pinging = true;
        threads.execute(this::ping);
    }

    private void ping() {
        pinged = outbox.ping();
        if (pinged) since = System.nanoTime(); // else the next look tries again
        pinging = false;
    }

    @Override
    public boolean pause() {
        deaf = gate.pause();
        return deaf;
    }

    @Override
    public void resume() {
        heard = true;
        deaf = false;
        gate.resume();
    }

    @Override
    public boolean tryHold() {
        deaf = gate.tryHold();
        return deaf;
    }

    @Override
    public void release() {
        heard = true;
        deaf = false;
        gate.release();
    }
}
