package org.rivulet.internal.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;

/** Threads that begin at once, and must all end. Used by one thread. */
final class Crowd {

    private static final long END_MILLIS = 30_000;

    private final List<Task> tasks = new ArrayList<>();
    private final ConcurrentLinkedQueue<Throwable> problems = new ConcurrentLinkedQueue<>();

    void add(Task task) {
        tasks.add(task);
    }

    /** Runs them all; throws what one of them threw, or if one does not end. */
    void join() throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        List<Thread> threads = new ArrayList<>();
        for (Task task : tasks) threads.add(new Thread(() -> run(start, task)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) thread.join(END_MILLIS);
        for (Thread thread : threads) {
            if (thread.isAlive()) throw new AssertionError("does not end: " + List.of(thread.getStackTrace()));
        }
        for (Throwable problem : problems) throw new AssertionError(problem);
    }

    private void run(CyclicBarrier start, Task task) {
        try {
            start.await();
            task.run();
        } catch (Exception | Error e) {
            problems.add(e);
        }
    }

    interface Task {
        void run() throws Exception;
    }
}
