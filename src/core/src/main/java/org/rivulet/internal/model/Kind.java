package org.rivulet.internal.model;

/** The direction of a stream, seen from the server. */
public enum Kind {
    IN,
    OUT,
    IN_OUT;

    /** Whether the client may send messages. */
    public boolean receives() {
        return this != OUT;
    }
}
