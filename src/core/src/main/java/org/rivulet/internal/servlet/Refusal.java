package org.rivulet.internal.servlet;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.server.Server;

/** An answer instead of the upgrade: an HTTP status and Encore's error JSON. */
record Refusal(
        int status,
        Map<String, String> headers,
        ErrorCode code,
        String message,
        @Nullable Map<String, ?> details) {

    private static final Logger LOG = System.getLogger("org.rivulet");

    static Refusal of(StreamException e) {
        boolean mayTryAgain = e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.RESOURCE_EXHAUSTED;
        Map<String, String> headers = mayTryAgain ? Map.of("Retry-After", "1") : Map.of(); // RFC 6585, 4
        return new Refusal(e.code().httpStatus(), headers, e.code(), String.valueOf(e.getMessage()), e.details());
    }

    /**
     * Status 426 names the protocol that is wanted (RFC 9110, 15.5.22), where the server can say so, and its version (RFC 6455, 4.4).
     */
    static Refusal of(UpgradeRequiredException e, Server server) {
        Map<String, String> headers = new HashMap<>(Map.of("Sec-WebSocket-Version", "13"));
        if (server.canOfferUpgrade()) headers.putAll(Map.of("Upgrade", "websocket", "Connection", "Upgrade"));
        return new Refusal(426, headers, ErrorCode.FAILED_PRECONDITION, String.valueOf(e.getMessage()), null);
    }

    void write(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) return;
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private JsonValue detailed() {
        if (details == null) return JsonValue.NULL;
        try {
            return Json.createObjectBuilder(details).build();
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "The details of an error " + code.wireName() + " are no JSON data, and are left out",
                    e);
            return JsonValue.NULL;
        }
    }

    private String json() {
        JsonValue detailed = detailed();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("code", code.wireName())
                .add("message", message)
                .add("details", detailed);
        return json.build().toString();
    }
}
