package org.rivulet.faults;

/** Where code of the application is called, by which path a client gets there, and what it sees of an exception and of an Error there. */
enum Place {
    METHOD("/method", 1011, 1011),
    INTERCEPTOR("/intercepted", 1011, 1011),
    BEAN_CONSTRUCTOR("/bean", 1011, 1011),
    POST_CONSTRUCT("/bean", 1011, 1011),
    PRE_DESTROY("/bean", 1000, 1000),
    STREAM_SCOPED_DESTROY("/scoped", 1000, 1000),
    CONVERTER("/handshake?value=x", 400, 500),
    HANDSHAKE("/handshake?value=x", 500, 500),
    DECODER_INIT("/codec", 1011, 1011),
    WILL_DECODE("/codec", 1007, 1011),
    DECODE("/codec", 1007, 1011),
    DECODER_DESTROY("/codec", 1000, 1000),
    ENCODER_INIT("/codec", 1011, 1011),
    ENCODE("/codec", 1011, 1011),
    ENCODER_DESTROY("/codec", 1000, 1000),
    MESSAGE_CONSTRUCTOR("/json", 1007, 1011),
    CONSTRAINT("/json", 1011, 1011),
    ADAPTER_IN("/json", 1007, 1011),
    ADAPTER_OUT("/json", 1011, 1011),
    GETTER("/json", 1011, 1011),
    LISTENER("/listener", 1000, 1000),
    CONTINUATION("/continuation", 1000, 1000),
    ITERATOR("/iterable", 1011, 1011),
    HAS_NEXT("/iterable", 1011, 1011),
    NEXT("/iterable", 1011, 1011),
    ITERABLE_CLOSE("/iterable", 1011, 1011),
    STREAM_STEP("/stream", 1011, 1011),
    STREAM_CLOSE("/stream", 1011, 1011),
    SUBSCRIBE("/publisher", 1011, 1011),
    REQUEST("/publisher", 1011, 1011),
    CANCEL("/publisher", 1011, 1011);

    final String path;
    private final int exception;
    private final int error;

    Place(String path, int exception, int error) {
        this.path = path;
        this.exception = exception;
        this.error = error;
    }

    /** The close code, or the HTTP status, that tells of this. */
    int tells(Throwable thrown) {
        boolean deep = thrown instanceof StackOverflowError && (this == MESSAGE_CONSTRUCTOR || this == ADAPTER_IN);
        if (deep) return 1007; // as of a message that is nested too deeply
        boolean declared = thrown instanceof RuntimeException
                || this == CONVERTER
                || this == MESSAGE_CONSTRUCTOR
                || this == ADAPTER_IN;
        return thrown instanceof Exception && declared ? exception : error;
    }

    /**
     * Whether there is a line in Rivulet's log: CDI catches and logs what beans throw when they are destroyed, a continuation's exception is in the stage that
     * it made, and a converter's is the client's mistake.
     */
    boolean isLogged(Throwable thrown) {
        return switch (this) {
            case PRE_DESTROY, STREAM_SCOPED_DESTROY, CONTINUATION -> false;
            default -> tells(thrown) != 400;
        };
    }
}
