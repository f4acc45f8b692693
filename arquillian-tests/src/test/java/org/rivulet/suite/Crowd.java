package org.rivulet.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Some threads that share many small tasks. */
final class Crowd {

    private static final int THREADS = 12;

    private Crowd() {}

    /** One of many; its number makes it repeatable. */
    interface Task {
        void run(int number) throws Exception;
    }

    /** Runs a task for each number from 0; the first failure ends it, and says which number it was. */
    static void each(int count, Task task) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(threads.submit(() -> {
                for (int n = next.getAndIncrement(); n < count && !failed.get(); n = next.getAndIncrement()) {
                    try {
                        task.run(n);
                    } catch (Exception | AssertionError e) {
                        failed.set(true);
                        throw new AssertionError("number " + n + " failed: " + e.getMessage(), e);
                    }
                }
                return null;
            }));
        }
        threads.shutdown();
        try {
            for (Future<?> one : all) one.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        }
    }
}
