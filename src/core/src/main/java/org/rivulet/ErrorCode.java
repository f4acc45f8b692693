package org.rivulet;

import java.util.Locale;

/** Why a request or a stream failed: the codes of gRPC, with the HTTP statuses and messages that Encore gives them. */
public enum ErrorCode {
    /** The operation was canceled, typically by the caller. */
    CANCELED(499, "the operation was canceled"),
    /** Nothing better is known. */
    UNKNOWN(500, "unknown error"),
    /** The caller gave an invalid argument, whatever the state of the system. */
    INVALID_ARGUMENT(400, "invalid argument"),
    /** The deadline passed before the operation completed. */
    DEADLINE_EXCEEDED(504, "the deadline was exceeded"),
    /** Something asked for was not found. */
    NOT_FOUND(404, "not found"),
    /** What was to be created exists. */
    ALREADY_EXISTS(409, "already exists"),
    /** The caller is known, and may not do this. */
    PERMISSION_DENIED(403, "permission denied"),
    /** A quota or a resource is used up. */
    RESOURCE_EXHAUSTED(429, "resource exhausted"),
    /** The system is not in the state that the operation needs. */
    FAILED_PRECONDITION(400, "failed precondition"),
    /** The operation was aborted, typically by a conflict. */
    ABORTED(409, "the operation was aborted"),
    /** The operation went past the valid range. */
    OUT_OF_RANGE(400, "out of range"),
    /** The operation is not implemented. */
    UNIMPLEMENTED(501, "not implemented"),
    /** An invariant of the system is broken. */
    INTERNAL(500, "internal error"),
    /** The service is not available now; trying again may help. */
    UNAVAILABLE(503, "the service is unavailable"),
    /** Data are lost or corrupted for good. */
    DATA_LOSS(500, "unrecoverable data loss"),
    /** The request has no valid credentials. */
    UNAUTHENTICATED(401, "the request does not have valid authentication credentials for the operation");

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final int httpStatus;
    private final String defaultMessage;

    ErrorCode(int httpStatus, String defaultMessage) {
        this.httpStatus = httpStatus;
        this.defaultMessage = defaultMessage;
    }

    /** The name in JSON, such as {@code invalid_argument}. */
    public String wireName() {
        return wireName;
    }

    /** The HTTP status of a handshake that fails with this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The WebSocket close code of a stream that fails with this code: 4000 plus the HTTP status. */
    public int closeCode() {
        return 4000 + httpStatus;
    }

    /** The message when the code is all that is said. */
    public String defaultMessage() {
        return defaultMessage;
    }
}
