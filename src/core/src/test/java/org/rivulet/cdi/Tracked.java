package org.rivulet.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** A bean whose instances have names, in the order of their creation, and tell of their end. */
abstract class Tracked {

    @Inject
    Events events;

    @Inject
    Counter counter;

    private String name = "";
    private int calls;

    @PostConstruct
    void created() {
        name = getClass().getSimpleName() + counter.next();
    }

    @PreDestroy
    void destroyed() {
        events.add("destroyed " + name);
    }

    String name() {
        return name;
    }

    /** Counts the calls of this instance. */
    int called() {
        return ++calls;
    }

    @ApplicationScoped
    static class Counter {
        private final AtomicInteger count = new AtomicInteger();

        int next() {
            return count.incrementAndGet();
        }
    }
}
