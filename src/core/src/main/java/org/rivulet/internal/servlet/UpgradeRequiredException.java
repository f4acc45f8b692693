package org.rivulet.internal.servlet;

/** A request for a stream that is no WebSocket handshake of version 13, and nothing else is wrong with it. */
final class UpgradeRequiredException extends Exception {

    private static final long serialVersionUID = 1;

    UpgradeRequiredException(String message) {
        super(message);
    }
}
