package org.rivulet.internal.websocket;

import jakarta.json.spi.JsonProvider;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.charset.StandardCharsets;
import org.rivulet.ErrorCode;
import org.rivulet.StreamClose;
import org.rivulet.internal.model.Limit;

/** Why streams are closed, in the words of the wire: {@code {"code":..,"message":..}} in at most 123 bytes (RFC 6455, 5.5). */
final class CloseReasons {

    private static final int MAX_REASON = 123;
    private static final String ELLIPSIS = "...";
    private static final JsonProvider JSON = JsonProvider.provider();

    private CloseReasons() {}

    static CloseReason normal() {
        return new CloseReason(CloseCodes.NORMAL_CLOSURE, "");
    }

    static CloseReason goingAway() {
        return new CloseReason(CloseCodes.GOING_AWAY, "the application is stopping");
    }

    static CloseReason error(ErrorCode code, String message) {
        return new CloseReason(closeCode(code.closeCode()), json(code, message));
    }

    static CloseReason loggedOut() {
        return policy(ErrorCode.UNAUTHENTICATED, "the session of the caller has ended");
    }

    /** An error that the client is told nothing of but where the log has it. */
    static CloseReason internal(String streamId) {
        return new CloseReason(
                CloseCodes.UNEXPECTED_CONDITION, json(ErrorCode.INTERNAL, "internal error, logged with " + streamId));
    }

    static CloseReason invalid(CloseCode code, String message) {
        return new CloseReason(code, json(ErrorCode.INVALID_ARGUMENT, message));
    }

    static CloseReason tooLarge(long limit, String size) {
        return new CloseReason(
                CloseCodes.TOO_BIG,
                json(ErrorCode.INVALID_ARGUMENT, "the message has " + size + " bytes, the limit is " + limit));
    }

    static CloseReason tryLater(String message) {
        return new CloseReason(CloseCodes.TRY_AGAIN_LATER, json(ErrorCode.RESOURCE_EXHAUSTED, message));
    }

    /** What no other code is for (RFC 6455, 7.4.1). */
    private static CloseReason policy(ErrorCode code, String message) {
        return new CloseReason(CloseCodes.VIOLATED_POLICY, json(code, message));
    }

    static CloseReason tooFast(int messagesPerSecond) {
        String message = Limit.MESSAGES_PER_SECOND.message(Integer.toString(messagesPerSecond));
        return policy(ErrorCode.RESOURCE_EXHAUSTED, message);
    }

    static CloseReason late(Limit limit, long millis) {
        return policy(ErrorCode.DEADLINE_EXCEEDED, limit.message(millis + " ms"));
    }

    /** What can be said of an end: 1006, that of a connection without a word, is not for the wire (RFC 6455, 7.4.1). */
    static CloseReason of(StreamClose how) {
        return how.code() == CloseCodes.CLOSED_ABNORMALLY.getCode()
                ? new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "")
                : new CloseReason(closeCode(how.code()), how.reason());
    }

    private static CloseCode closeCode(int code) {
        return () -> code;
    }

    private static String json(ErrorCode code, String message) {
        int keep = Math.min(message.length(), MAX_REASON);
        String reason = write(code, keep < message.length() ? message.substring(0, keep) + ELLIPSIS : message);
        while (reason.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
            keep = message.offsetByCodePoints(keep, -1);
            reason = write(code, message.substring(0, keep) + ELLIPSIS);
        }
        return reason;
    }

    private static String write(ErrorCode code, String message) {
        return JSON.createObjectBuilder()
                .add("code", code.wireName())
                .add("message", message)
                .build()
                .toString();
    }
}
