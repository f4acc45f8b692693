package org.rivulet.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.rivulet.suite.Attack.Attacker;

/**
 * A hundred attackers of a kind at once, each on a thread of its own, until they are closed. They leave the machine some time: what is asked is what a server does
 * with them, not what their own work costs on its cores.
 */
final class Attackers implements AutoCloseable {

    static final int COUNT = 100;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Attack attack;
    private final Function<String, URI> server;
    private final CountDownLatch each = new CountDownLatch(COUNT);
    private final AtomicInteger acts = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Attackers(Attack attack, Function<String, URI> server) {
        this.attack = attack;
        this.server = server;
        for (int i = 0; i < COUNT; i++) {
            Thread thread = new Thread(this::attack, "attacker-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Whether each of them has done it. */
    boolean allAttack() {
        return each.getCount() == 0;
    }

    /** How often they have done it. */
    int acts() {
        return acts.get();
    }

    private void attack() {
        Attacker attacker = null;
        boolean isNew = true;
        while (!over) {
            attacker = next(attacker);
            if (isNew && attacker != null) {
                each.countDown();
                isNew = false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        if (attacker != null) attacker.close();
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
