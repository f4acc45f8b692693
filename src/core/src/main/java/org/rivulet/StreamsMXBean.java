package org.rivulet;

import java.util.Map;

/**
 * What an operator sees of an application's streams: a JMX MXBean in the platform's MBean server, for as long as the application runs, under
 * {@code org.rivulet:type=Streams,host="<virtual host>",context="<context path>"}. Counters begin at 0 with the application. Thread-safe; each
 * value is read by itself, so two of them need not be of the same moment.
 */
public interface StreamsMXBean {

    /** Streams that are open now. */
    int getOpenStreams();

    /** The same by endpoint, {@code service.endpoint}; each endpoint of the application is there, also with 0. */
    Map<String, Integer> getOpenStreamsByEndpoint();

    /** Streams that were opened so far. */
    long getOpenedStreams();

    /** Bytes of messages that wait now, in both directions: for handlers, and for clients. */
    long getQueuedBytes();

    /**
     * The most bytes that may wait, the key {@code rivulet.queued-bytes}: past them each stream is down to one message in each direction, new ones
     * are refused with 503, and a message that goes on growing ends its stream with 1013.
     */
    long getMaxQueuedBytes();

    /** Streams whose client is held back now, since the handler has not taken what was received. */
    int getPausedInboxes();

    /** Streams that were closed so far because the client did not take its messages (1013). */
    long getSlowConsumerCloses();

    /** Opening handshakes that were refused so far, for whatever reason. */
    long getRefusedHandshakes();

    /**
     * Requests that were refused so far since they came to a limit, by the limit's name, such as {@code max-streams} for the key {@code rivulet.max-streams};
     * each limit is there, also with 0.
     */
    Map<String, Long> getLimitedHandshakes();

    /** Streams that were closed so far since their client came to a limit, alike. Those of the send timeout are {@link #getSlowConsumerCloses()}. */
    Map<String, Long> getLimitedStreams();
}
