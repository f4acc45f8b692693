package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Sends messages that are numbered from 1, as fast as the connection takes them, and one that says that they are all. */
final class Sending {

    private static final byte[] NO_MASK = new byte[4];

    private final AtomicInteger sent = new AtomicInteger();
    private final Thread thread;

    private Sending(int count, IntConsumer message, Runnable end) {
        thread = inBackground(() -> {
            for (int i = 1; i <= count; i++) {
                message.accept(i);
                sent.incrementAndGet();
            }
            end.run();
        });
    }

    /** Notes; the last has the number 0. */
    static Sending notes(WebSocketWire wire, int count, String text) {
        return new Sending(count, i -> wire.sendText(note(i, text)), () -> wire.sendText(note(0, "")));
    }

    /** Binary messages of this size that begin with their number; the last is empty. They cost this side next to nothing: one frame is sent again and again. */
    static Sending numbers(WebSocketWire wire, int count, int size) {
        ByteBuffer frame = ByteBuffer.wrap(WebSocketWire.frame(0x82, NO_MASK, new byte[size]));
        int number = frame.capacity() - size;
        return new Sending(
                count, i -> wire.sendRaw(frame.putLong(number, i).array()), () -> wire.sendBinary(new byte[0]));
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
        thread.join(TimeUnit.MINUTES.toMillis(5));
        assertThat(isSending()).as("still sending after " + sent).isFalse();
    }

    /** Whether writing is neither done nor has failed. */
    boolean isSending() {
        return thread.isAlive();
    }

    /** How many the connection took so far. */
    int sent() {
        return sent.get();
    }

    /** How many all of them have sent once there has been no progress for a while. */
    static int awaitStall(List<Sending> all) throws InterruptedException {
        return awaitStall(all, 0);
    }

    /** How many all of them have sent once they have sent no more than this for a while. */
    static int awaitStall(List<Sending> all, int progress) throws InterruptedException {
        int before = -1 - progress;
        for (int now = sum(all); now > before + progress || now == 0; now = sum(all)) {
            before = now;
            TimeUnit.SECONDS.sleep(1);
        }
        return before;
    }

    private static int sum(List<Sending> all) {
        return all.stream().mapToInt(Sending::sent).sum();
    }
}
