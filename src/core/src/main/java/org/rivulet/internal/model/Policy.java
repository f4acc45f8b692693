package org.rivulet.internal.model;

import org.rivulet.StreamEndpoint;

/**
 * How much of an endpoint its clients may have, and how long. In each component 0 is no limit.
 *
 * @param maxStreams streams that are open at once
 * @param maxStreamsPerCaller the same of one caller
 * @param messagesPerSecond messages that a client may send in a second
 * @param messageTimeoutMillis how long a message may take from its first part to its last
 * @param firstMessageTimeoutMillis how long the first message may take
 * @param idleTimeoutMillis how long there may be no message in either direction
 * @param maxLifetimeMillis how long a stream may be open
 */
public record Policy(
        int maxStreams,
        int maxStreamsPerCaller,
        int messagesPerSecond,
        long messageTimeoutMillis,
        long firstMessageTimeoutMillis,
        long idleTimeoutMillis,
        long maxLifetimeMillis) {

    static final long MAX_RATE = 1_000_000;
    private static final long DAY = 86_400_000;
    private static final long YEAR = 365 * DAY;

    /** The policy of an endpoint: its own, else the configured, else the default. */
    public static Policy of(StreamEndpoint endpoint, Settings settings) {
        return new Policy(
                (int) orNone(endpoint.maxStreams(), Limit.MAX_STREAMS, 0, Integer.MAX_VALUE, settings),
                (int) orNone(
                        endpoint.maxStreamsPerCaller(),
                        Limit.MAX_STREAMS_PER_CALLER,
                        1_000,
                        Integer.MAX_VALUE,
                        settings),
                (int) orNone(endpoint.messagesPerSecond(), Limit.MESSAGES_PER_SECOND, 0, MAX_RATE, settings),
                orNone(endpoint.messageTimeout(), Limit.MESSAGE_TIMEOUT, 60_000, DAY, settings),
                orNone(endpoint.firstMessageTimeout(), Limit.FIRST_MESSAGE_TIMEOUT, 0, DAY, settings),
                orNone(endpoint.idleTimeout(), Limit.IDLE_TIMEOUT, 0, YEAR, settings),
                orNone(endpoint.maxLifetime(), Limit.MAX_LIFETIME, 0, YEAR, settings));
    }

    /** The limit of a time. */
    public long millis(Limit limit) {
        return switch (limit) {
            case MESSAGE_TIMEOUT -> messageTimeoutMillis;
            case FIRST_MESSAGE_TIMEOUT -> firstMessageTimeoutMillis;
            case IDLE_TIMEOUT -> idleTimeoutMillis;
            case MAX_LIFETIME -> maxLifetimeMillis;
            default -> throw new IllegalArgumentException(limit + " (expected: one of a time)");
        };
    }

    private static long orNone(long declared, Limit limit, long otherwise, long max, Settings settings) {
        return settings.orElse(declared, "rivulet." + limit.limitName(), otherwise, 0, max);
    }
}
