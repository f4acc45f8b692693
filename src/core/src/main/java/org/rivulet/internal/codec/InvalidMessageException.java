package org.rivulet.internal.codec;

import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

/** A received message that is none of the endpoint's; its message is for the client. */
public final class InvalidMessageException extends Exception {

    private static final long serialVersionUID = 1;

    private final CloseCodes code;

    /** What is wrong with it, and the close code that says so. */
    public InvalidMessageException(CloseCodes code, String message) {
        super(message);
        this.code = code;
    }

    /** The same for what the application's own decoder threw. */
    public InvalidMessageException(CloseCodes code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The close code. */
    public CloseCode code() {
        return code;
    }
}
