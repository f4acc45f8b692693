package org.rivulet;

/**
 * The stream has ended: the client closed it or vanished, this side closed it, or the thread that waited on it was
 * interrupted (the interrupt flag is set then). A handler may let it pass; it is no failure of the handler.
 */
public class StreamClosedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String streamId;
    private final StreamClose close;

    /** An operation on the stream with this id, which ended so. */
    public StreamClosedException(String streamId, StreamClose close) {
        super("stream " + streamId + " is closed: " + close);
        this.streamId = streamId;
        this.close = close;
    }

    /** The id of the stream that is closed. */
    public String streamId() {
        return streamId;
    }

    /** How it ended. */
    public StreamClose close() {
        return close;
    }
}
