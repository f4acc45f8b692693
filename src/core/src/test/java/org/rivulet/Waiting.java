package org.rivulet;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes without a word. */
public final class Waiting {

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);

    private Waiting() {}

    public static void until(String what, BooleanSupplier reached) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT) throw new AssertionError("waited in vain for " + what);
            LockSupport.parkNanos(STEP);
        }
    }
}
