package org.rivulet.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP response; header names in any case, the last value of each. */
public record Reply(int status, Map<String, String> headers, String body) {

    public Reply {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public String header(String name) {
        return headers.get(name);
    }

    public JsonObject json() {
        return Json.createReader(new StringReader(body)).readObject();
    }
}
