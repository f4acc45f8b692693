package org.rivulet.internal.model;

import java.util.Locale;

/** What a client can reach: the name is that of the key, {@code rivulet.max-streams}, and of the attribute, {@code maxStreams}. */
public enum Limit {
    MAX_STREAMS("too many streams of this endpoint"),
    MAX_STREAMS_PER_CALLER("too many streams of this caller"),
    STREAMS_PER_ADDRESS("too many streams of this address"),
    HANDSHAKES_PER_SECOND("too many handshakes from this address"),
    MAX_HANDSHAKE_SIZE("the handshake is too large"),

    MAX_MESSAGE_SIZE("the message is too large"),
    MESSAGES_PER_SECOND("too many messages"),
    MESSAGE_TIMEOUT("the message takes too long"),
    FIRST_MESSAGE_TIMEOUT("the first message takes too long"),
    IDLE_TIMEOUT("no message for too long"),
    MAX_LIFETIME("the stream is open for too long");

    private final String words;
    private final String limitName = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Limit(String words) {
        this.words = words;
    }

    /** The name in messages: {@code max-streams}. */
    public String limitName() {
        return limitName;
    }

    /** Whether it is one of handshakes, which are refused; else it is one of streams, which are closed. */
    public boolean isOfHandshakes() {
        return compareTo(MAX_HANDSHAKE_SIZE) <= 0;
    }

    /** What a client is told that has come to it: nothing but the limit. */
    public String message(String value) {
        return words + ": " + limitName + " is " + value;
    }
}
