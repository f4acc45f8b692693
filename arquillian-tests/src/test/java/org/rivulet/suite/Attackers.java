package org.rivulet.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.rivulet.suite.Attack.Attacker;

/**
 * A hundred attackers of a kind at once, on a few threads, until they are closed. They leave the machine some time: what is asked is what a server does with
 * them, not what their own work costs on its cores.
 */
final class Attackers implements AutoCloseable {

    static final int COUNT = 100;

    private static final int THREADS = 4;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final Attack attack;
    private final Function<String, URI> server;
    private final AtomicInteger acts = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Attackers(Attack attack, Function<String, URI> server) {
        this.attack = attack;
        this.server = server;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::attack, "attackers-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** How often they have done it. */
    int acts() {
        return acts.get();
    }

    private void attack() {
        Attacker[] mine = new Attacker[COUNT / THREADS];
        while (!over) {
            for (int i = 0; i < mine.length && !over; i++) {
                mine[i] = next(mine[i]);
                LockSupport.parkNanos(PAUSE);
            }
        }
        for (Attacker one : mine) if (one != null) one.close();
    }

    /** The same again, or nobody where the server has ended it. */
    private Attacker next(Attacker last) {
        Attacker now = last;
        try {
            if (now == null) now = attack.begin(server);
            now.act();
            acts.incrementAndGet();
            return now;
        } catch (IOException | UncheckedIOException | AssertionError refused) {
            if (now != null) now.close();
            return null;
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
