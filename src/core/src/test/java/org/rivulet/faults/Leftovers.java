package org.rivulet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a stream should not leave behind. */
final class Leftovers {

    private Leftovers() {}

    /** Waits until so many platform threads are in handlers; virtual ones are not listed. */
    static void awaitHandlers(int expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (handlers() > expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(handlers()).as("threads in handlers").isLessThanOrEqualTo(expected);
    }

    private static long handlers() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(call -> call.getClassName().endsWith(".HandlerRun")))
                .count();
    }
}
