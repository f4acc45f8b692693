package org.rivulet.embedded.junit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP response; header names in any case, the last value of each. */
public record Reply(int status, Map<String, String> headers, String body) {

    /** The headers may be given in any case. */
    public Reply {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** The last value of a header; null if it is not there. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The body, which must be a JSON object. */
    public JsonObject json() {
        return Json.createReader(new StringReader(body)).readObject();
    }
}
