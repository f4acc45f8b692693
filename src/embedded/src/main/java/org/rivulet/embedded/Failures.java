package org.rivulet.embedded;

/** What to do about a failure so that the user sees it and not its consequences. */
final class Failures {

    private Failures() {}

    /** Closes what the failure makes useless; a failure to close is a footnote to the first. */
    static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /** The original of what Undertow wraps into a bare RuntimeException; a checked one stays wrapped, with its message. */
    static RuntimeException original(Throwable failure) {
        Throwable original = failure;
        while (original.getClass() == RuntimeException.class && original.getCause() != null) {
            original = original.getCause();
        }
        if (original instanceof Error error) {
            throw error;
        }
        return original instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(original.getMessage(), original);
    }
}
