package org.rivulet.internal.codec;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JSON Binding implementation means by an exception, as JSON path and rule. The standard says nothing of the text; Yasson
 * nests {@code Unable to deserialize property 'a' because of: ...}.
 */
final class JsonProblem {

    private static final Pattern PROPERTY = Pattern.compile("[Pp]roperty '([^']+)'");
    private static final Pattern POSITION =
            Pattern.compile("type: (?:class |interface )?(\\S+)\\. Received event: (\\w+).*");
    private static final Pattern VALUE = Pattern.compile("^Error parsing class (?:\\S+\\.)?(\\w+) from value");

    /** What is nobody's business: identity hashes, and names of classes. */
    private static final Pattern INTERNALS = Pattern.compile("@[0-9a-f]{4,}|\\b(?:[a-z]\\w*\\.){2,}[A-Z]");

    private static final Map<String, String> EVENTS = Map.of(
            "START_OBJECT",
            "an object",
            "START_ARRAY",
            "an array",
            "VALUE_STRING",
            "a string",
            "VALUE_NUMBER",
            "a number");

    /** A chain of causes may be a ring. */
    private static final int MAX_CAUSES = 32;

    private JsonProblem() {}

    /** An Error of the application's constructors and setters, which implementations wrap, is no fault of the client. */
    static void throwError(Throwable problem) {
        int causes = 0;
        for (Throwable t = problem; t != null && causes < MAX_CAUSES; t = t.getCause(), causes++) {
            if (t instanceof Error error) throw error;
        }
    }

    static String describe(Throwable problem) {
        List<String> path = List.of();
        String rule = "not valid";
        int causes = 0;
        for (Throwable t = problem; t != null && causes < MAX_CAUSES; t = t.getCause(), causes++) {
            if (!(t instanceof JsonbException || t instanceof JsonException)) continue;
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
            if (!rest.isBlank()) rule = rest;
        }
        return (path.isEmpty() ? "$" : "$." + String.join(".", path)) + ": " + shorten(rule);
    }

    private static String shorten(String rule) {
        String line = rule.replaceAll("\\s+", " ").strip();
        Matcher value = VALUE.matcher(line);
        if (value.find()) return "not valid as " + value.group(1);
        Matcher position = POSITION.matcher(line);
        if (!position.find()) {
            return line.startsWith("Internal error") || INTERNALS.matcher(line).find() ? "not valid" : line;
        }
        String type = position.group(1);
        String got = EVENTS.getOrDefault(position.group(2), position.group(2));
        return got + " where a " + type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + " is expected";
    }
}
