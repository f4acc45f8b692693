package org.rivulet.faults;

import java.util.List;
import java.util.function.Supplier;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/** Throws what a test armed, where it armed it. One test at a time. */
final class Fault {

    private static volatile Place place;
    private static volatile Throwable thrown;

    private Fault() {}

    /** Says nothing about itself, and fails when it is asked. */
    static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public String toString() {
            return "Mute";
        }
    }

    /** The same, of the kind that is told to clients. */
    static final class MuteRefusal extends StreamException {
        private static final long serialVersionUID = 1;

        MuteRefusal() {
            super(ErrorCode.ABORTED);
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    static List<Supplier<Throwable>> kinds() {
        return List.of(
                () -> new IllegalStateException("secret"),
                () -> new Exception("secret, and undeclared"),
                () -> new OutOfMemoryError("secret"),
                StackOverflowError::new,
                Mute::new,
                MuteRefusal::new);
    }

    static void arm(Place at, Throwable what) {
        thrown = what;
        place = at;
    }

    static void disarm() {
        place = null;
    }

    static void at(Place here) {
        if (place == here) Fault.<RuntimeException>sneak(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable what) throws T {
        throw (T) what;
    }
}
