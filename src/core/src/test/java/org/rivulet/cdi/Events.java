package org.rivulet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What happened in the application, for the test to see. Thread-safe. */
@ApplicationScoped
class Events {

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    void add(String event) {
        queue.add(event);
    }

    /** Waits for exactly these, in this order. */
    void expect(String... events) {
        for (String event : events) assertThat(next()).isEqualTo(event);
    }

    /** That nothing has happened since. */
    void expectNothing() {
        assertThat(queue).isEmpty();
    }

    private String next() {
        try {
            return queue.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
