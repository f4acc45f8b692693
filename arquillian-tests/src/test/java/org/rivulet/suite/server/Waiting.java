package org.rivulet.suite.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Looks again and again. */
public final class Waiting {

    private Waiting() {}

    /** Returns when the condition holds; fails if it does not in time. */
    public static void until(Duration patience, String what, BooleanSupplier condition) {
        if (!holdsWithin(patience, condition)) throw new AssertionError("waited " + patience + " for " + what);
    }

    /** Whether the condition holds in time. */
    public static boolean holdsWithin(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) return false;
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return true;
    }
}
