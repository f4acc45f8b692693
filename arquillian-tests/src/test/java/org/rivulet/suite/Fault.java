package org.rivulet.suite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a network does to the bytes of one direction. */
@FunctionalInterface
interface Fault {

    /** How the connection goes on after that. */
    enum Outcome {
        /** The sender has ended, and so this direction does. */
        PASSED,
        /** Nothing more gets through, and nobody is told. */
        STALLED,
        /** Both sides find that it has ended, by FIN. */
        CUT,
        /** Both sides find that it has ended, by RST. */
        RESET
    }

    /** Passes on what it likes of what comes. */
    Outcome carry(InputStream from, OutputStream to) throws IOException, InterruptedException;

    /** A perfect network. */
    static Fault none() {
        return (from, to) -> {
            from.transferTo(to);
            return Outcome.PASSED;
        };
    }

    /** What is sent arrives later. */
    static Fault delay(Duration delay) {
        return (from, to) -> {
            byte[] some = new byte[8192];
            for (int length = from.read(some); length >= 0; length = from.read(some)) {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                to.write(some, 0, length);
            }
            return Outcome.PASSED;
        };
    }

    /** Every byte is a packet. */
    static Fault trickle() {
        return (from, to) -> {
            for (int one = from.read(); one >= 0; one = from.read()) to.write(one);
            return Outcome.PASSED;
        };
    }

    /** What is sent in such a time arrives as one. */
    static Fault coalesce(Duration window) {
        return (from, to) -> {
            for (int first = from.read(); first >= 0; first = from.read()) {
                TimeUnit.NANOSECONDS.sleep(window.toNanos());
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(first);
                all.writeBytes(from.readNBytes(from.available()));
                to.write(all.toByteArray());
            }
            return Outcome.PASSED;
        };
    }

    /** The bytes up to the offset arrive first, the others later. */
    static Fault splitAt(int offset, Duration pause) {
        return (from, to) -> {
            pass(offset, from, to);
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return none().carry(from, to);
        };
    }

    /** Some bits of the byte at the offset arrive otherwise. */
    static Fault flip(int offset, int bits) {
        return (from, to) -> {
            pass(offset, from, to);
            int one = from.read();
            if (one >= 0) to.write(one ^ bits);
            return none().carry(from, to);
        };
    }

    /** The connection ends when so many bytes have passed, or does not and is of no use. */
    static Fault endAt(int offset, Outcome how) {
        return (from, to) -> pass(offset, from, to) < offset ? Outcome.PASSED : how;
    }

    /** The same after the head of the opening handshake, which passes unharmed. */
    default Fault afterHandshake() {
        return (from, to) -> {
            int last = 0;
            for (int one = from.read(); one >= 0; one = from.read()) {
                to.write(one);
                last = last << 8 | one;
                if (last == 0x0d0a0d0a) return carry(from, to);
            }
            return Outcome.PASSED;
        };
    }

    private static int pass(int count, InputStream from, OutputStream to) throws IOException {
        int passed = 0;
        for (; passed < count; passed++) {
            int one = from.read();
            if (one < 0) return passed;
            to.write(one);
        }
        return passed;
    }
}
