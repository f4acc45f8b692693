package org.rivulet;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the client is told of. Thrown by a handler it closes the stream with {@link ErrorCode#closeCode()} and
 * the reason {@code {"code":..,"message":..}}, cut to the 123 bytes that RFC 6455 allows; before the upgrade it is the
 * HTTP status with the JSON {@code {"code":..,"message":..,"details":..}}.
 */
public class StreamException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    @SuppressWarnings("serial") // details are JSON data; a remote serialization of the exception is not a use of it
    private final @Nullable Map<String, ?> details;

    /** A failure with the code's own message. */
    public StreamException(ErrorCode code) {
        this(code, code.defaultMessage());
    }

    /** A failure with a message for the client. */
    public StreamException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * A failure with a message and details for the client.
     *
     * @param details JSON data: strings, numbers, booleans, collections and maps of them; not sent in a close reason, which
     *     has no room
     */
    public StreamException(ErrorCode code, String message, @Nullable Map<String, ?> details) {
        this(code, message, details, null);
    }

    /** A failure with a cause, which the client is not told of. */
    public StreamException(
            ErrorCode code, String message, @Nullable Map<String, ?> details, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.details = details;
    }

    /** The code. */
    public ErrorCode code() {
        return code;
    }

    /** The details for the client, or null. */
    public @Nullable Map<String, ?> details() {
        return details;
    }
}
