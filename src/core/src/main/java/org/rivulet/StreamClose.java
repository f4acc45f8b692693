package org.rivulet;

/**
 * How a stream ended.
 *
 * @param code the WebSocket close code (RFC 6455, 7.4); 1005 if the client gave none, 1006 if it vanished
 * @param reason the reason given, or an empty string
 */
public record StreamClose(int code, String reason) {

    /** Whether the end was a normal one: 1000 (done), 1001 (going away) or 1005 (no code). */
    public boolean isNormal() {
        return code == 1000 || code == 1001 || code == 1005;
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
