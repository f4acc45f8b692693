package org.rivulet.suite.app.environment;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import org.rivulet.StreamScoped;

/** A bean whose instances have numbers, and which tells of its end. */
public abstract class Numbered {

    @Inject
    private Numbers numbers;

    @Inject
    private Journal journal;

    private int number;
    private String key = "";

    @PostConstruct
    void created() {
        number = numbers.next();
    }

    @PreDestroy
    void destroyed() {
        if (!key.isEmpty()) journal.add(key, getClass().getSimpleName() + " destroyed");
    }

    /** The number of this instance; where its end is to be told from now on. */
    public int number(String tell) {
        key = tell;
        return number;
    }

    /** One of the application. */
    @ApplicationScoped
    public static class OfApplication extends Numbered {}

    /** One of the request context. */
    @RequestScoped
    public static class OfRequest extends Numbered {}

    /** One of the stream. */
    @StreamScoped
    public static class OfStream extends Numbered {}

    /** One of the bean it is injected into. */
    @Dependent
    public static class OfBean extends Numbered {}

    /** Counts them all. */
    @ApplicationScoped
    public static class Numbers {

        private final AtomicInteger last = new AtomicInteger();

        /** The next number. */
        public int next() {
            return last.incrementAndGet();
        }
    }
}
