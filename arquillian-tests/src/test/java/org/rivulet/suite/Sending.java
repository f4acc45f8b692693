package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rivulet.embedded.junit.WebSocketWire;

/** Sends notes that are numbered from 1, as fast as the connection takes them, and one numbered 0 at the end. */
final class Sending {

    private final AtomicInteger sent = new AtomicInteger();
    private final Thread thread;

    private Sending(WebSocketWire wire, int count, String text) {
        thread = inBackground(() -> {
            for (int i = 1; i <= count; i++) {
                wire.sendText(note(i, text));
                sent.incrementAndGet();
            }
            wire.sendText(note(0, ""));
        });
    }

    static Sending notes(WebSocketWire wire, int count, String text) {
        return new Sending(wire, count, text);
    }

    /** Writes without minding a server that will have no more of it. */
    static Thread inBackground(Runnable writing) {
        Thread thread = new Thread(() -> {
            try {
                writing.run();
            } catch (UncheckedIOException e) {
                // what the server answered says why
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static String note(int number, String text) {
        return "{\"number\":" + number + ",\"text\":\"" + text + "\"}";
    }

    /** Writing is done, or has failed. */
    void join() throws InterruptedException {
        thread.join(TimeUnit.MINUTES.toMillis(1));
        assertThat(thread.isAlive()).as("still sending after " + sent).isFalse();
    }

    /** How many it has sent so far. */
    int count() {
        return sent.get();
    }

    /** How many all of them have sent once there has been no progress for a while. */
    static int awaitStall(List<Sending> all) throws InterruptedException {
        int before = -1;
        for (int now = sum(all); now > before || now == 0; now = sum(all)) {
            before = now;
            TimeUnit.SECONDS.sleep(1);
        }
        return before;
    }

    private static int sum(List<Sending> all) {
        return all.stream().mapToInt(Sending::count).sum();
    }
}
