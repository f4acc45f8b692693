package org.rivulet.internal.model;

import org.jspecify.annotations.Nullable;

/** A problem as the log of a sensitive endpoint may have it: what and where, without its words, which may quote a message or a handshake. */
final class Redacted extends Exception {

    private static final long serialVersionUID = 1;

    /** A chain of causes may be a ring. */
    private static final int MAX_CAUSES = 16;

    private Redacted(String what, @Nullable Throwable cause) {
        super(what, cause, false, true);
    }

    static Throwable of(Throwable problem) {
        return of(problem, MAX_CAUSES);
    }

    private static Throwable of(Throwable problem, int causes) {
        Throwable cause = problem.getCause();
        Redacted redacted =
                new Redacted(problem.getClass().getName(), cause == null || causes == 0 ? null : of(cause, causes - 1));
        redacted.setStackTrace(problem.getStackTrace());
        return redacted;
    }

    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
