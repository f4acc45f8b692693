package org.rivulet.internal.model;

import org.rivulet.StreamEndpoint;

/**
 * What one stream may use.
 *
 * @param maxMessageSize bytes of one received message
 * @param inboxMessages received messages that wait for the handler
 * @param inboxBytes the same in bytes
 * @param outboxMessages sent messages that wait for the client
 * @param outboxBytes the same in bytes
 * @param sendTimeoutMillis how long the client may take for a message
 * @param heartbeatMillis how long the client may be silent before it is pinged, and then again before it is given up
 */
public record Limits(
        long maxMessageSize,
        int inboxMessages,
        long inboxBytes,
        int outboxMessages,
        long outboxBytes,
        long sendTimeoutMillis,
        long heartbeatMillis) {

    /** What fits into an array. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - 8;

    /** A day. */
    private static final long MAX_MILLIS = 86_400_000;

    /** The limits of an endpoint: its own, else the configured, else the defaults. */
    public static Limits of(StreamEndpoint endpoint, Settings settings) {
        return new Limits(
                settings.orElse(endpoint.maxMessageSize(), "rivulet.max-message-size", 1 << 20, 1, MAX_BYTES),
                (int) settings.orElse(endpoint.inboxMessages(), "rivulet.inbox-messages", 256, 1, Integer.MAX_VALUE),
                settings.orElse(endpoint.inboxBytes(), "rivulet.inbox-bytes", 1 << 20, 1, MAX_BYTES),
                (int) settings.orElse(endpoint.outboxMessages(), "rivulet.outbox-messages", 256, 1, Integer.MAX_VALUE),
                settings.orElse(endpoint.outboxBytes(), "rivulet.outbox-bytes", 1 << 20, 1, MAX_BYTES),
                settings.orElse(endpoint.sendTimeout(), "rivulet.send-timeout", 30_000, 1, MAX_MILLIS),
                settings.orElse(endpoint.heartbeat(), "rivulet.heartbeat", 30_000, 1, MAX_MILLIS));
    }
}
