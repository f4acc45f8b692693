package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;

/** A received message that is none of the endpoint's; its message is for the client. */
final class InvalidMessageException extends Exception {

    private static final long serialVersionUID = 1;

    private final CloseCodes code;

    InvalidMessageException(CloseCodes code, String message) {
        super(message);
        this.code = code;
    }

    CloseCode code() {
        return code;
    }
}
