package org.rivulet.internal.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JSON Binding implementation means by an exception, as JSON path and rule. The standard says nothing of the text; Yasson
 * nests {@code Unable to deserialize property 'a' because of: ...}.
 */
final class JsonProblem {

    private static final Pattern PROPERTY = Pattern.compile("[Pp]roperty '([^']+)'");

    private JsonProblem() {}

    static String describe(Throwable problem) {
        List<String> path = new ArrayList<>();
        String rule = "";
        for (Throwable t = problem; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage());
            Matcher property = PROPERTY.matcher(message);
            List<String> names = new ArrayList<>();
            int end = 0;
            while (property.find()) {
                names.add(property.group(1));
                end = property.end();
            }
            if (names.size() > path.size()) path = names;
            String rest = message.substring(end).replaceFirst("^\\s*because of:\\s*", "");
            rule = rest.isBlank() ? rule : rest;
        }
        return (path.isEmpty() ? "$" : "$." + String.join(".", path)) + ": "
                + rule.replaceAll("\\s+", " ").strip();
    }
}
