package org.rivulet.internal.identity;

/** A request bears an identity that is none. The message is for the log, and has nothing of the request. */
public final class ForgedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ForgedException(String why) {
        super(why, null, false, false);
    }
}
