package org.rivulet.internal.handshake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.model.HandshakeField;
import org.rivulet.internal.model.Source;

/** Everything that is wrong with one handshake, for one answer. The words are Encore's where it has some. */
final class FieldErrors {

    private final Set<String> messages = new LinkedHashSet<>();
    private final List<Map<String, String>> violations = new ArrayList<>();

    boolean isEmpty() {
        return violations.isEmpty();
    }

    void missing(HandshakeField field, Source source) {
        String name = field.wireName();
        String message =
                switch (source) {
                    case PATH -> "missing path parameter: " + name;
                    case QUERY -> "unable to decode query string: missing field " + name;
                    case HEADER -> "missing required header: " + name;
                    case COOKIE -> "missing required cookie: " + name;
                };
        add(message, field, source, "missing");
    }

    void invalid(HandshakeField field, Source source, String why) {
        String name = field.wireName();
        String message =
                switch (source) {
                    case PATH -> "invalid path parameter " + name + ": " + why;
                    case QUERY ->
                        why.equals(ScalarConverter.DUPLICATE)
                                ? "unable to decode query string: duplicate field " + name
                                : "unable to decode query string: invalid field " + name + ": " + why;
                    case HEADER -> "invalid header value: " + name + ": " + why;
                    case COOKIE -> "invalid cookie value: " + name + ": " + why;
                };
        add(message, field, source, why);
    }

    private void add(String message, HandshakeField field, Source source, String description) {
        messages.add(message);
        violations.add(violation(field.wireName(), source.name().toLowerCase(Locale.ROOT), description));
    }

    /** A violation of a constraint of a field, or of what is below it. */
    void violated(HandshakeField field, Source source, String below, String rule) {
        String name = field.wireName() + below;
        messages.add(name + ": " + rule);
        violations.add(violation(name, source.name().toLowerCase(Locale.ROOT), rule));
    }

    /** A violation of a constraint of the whole. */
    void violated(String rule) {
        messages.add(rule);
        violations.add(violation("", "handshake", rule));
    }

    private static Map<String, String> violation(String field, String in, String description) {
        Map<String, String> violation = new LinkedHashMap<>();
        violation.put("field", field);
        violation.put("in", in);
        violation.put("description", description);
        return violation;
    }

    StreamException toException() {
        return new StreamException(
                ErrorCode.INVALID_ARGUMENT, String.join("; ", messages), Map.of("fieldViolations", violations));
    }
}
