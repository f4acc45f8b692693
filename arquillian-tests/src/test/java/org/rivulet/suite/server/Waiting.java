package org.rivulet.suite.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again. */
public final class Waiting {

    private Waiting() {}

    /** Returns when the condition holds; fails if it does not in time. */
    public static void until(Duration patience, String what, BooleanSupplier condition) {
        if (!holdsWithin(patience, condition)) throw new AssertionError("waited " + patience + " for " + what);
    }

    /** Returns when what is seen is enough; fails with the last that was seen if it is not in time. */
    public static <T> void until(Duration patience, String what, Supplier<T> look, Predicate<T> enough) {
        AtomicReference<T> seen = new AtomicReference<>();
        boolean holds = holdsWithin(patience, () -> {
            seen.set(look.get());
            return enough.test(seen.get());
        });
        if (!holds) throw new AssertionError("waited " + patience + " for " + what + ", seen last: " + seen);
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
