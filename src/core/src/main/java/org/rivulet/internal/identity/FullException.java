package org.rivulet.internal.identity;

/** A request of a service is in order, and can be told from its repetition no longer. */
public final class FullException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FullException(int remembered) {
        super("it is in order, but " + remembered + " others must be remembered already", null, false, false);
    }
}
