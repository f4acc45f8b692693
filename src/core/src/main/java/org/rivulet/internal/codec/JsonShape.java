package org.rivulet.internal.codec;

import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Types;

/**
 * What the JSON of a type looks like, as far as the type says. JSON Binding converts what does not fit as well as it can: Yasson 3.0 makes
 * 1 of 1.5, 1215752191 of 99999999999 and false of "maybe". So a message is checked before it is bound. What is missing is not looked at:
 * it is null or zero, as the standard says, and {@code @NotNull} is there to refuse it. Immutable.
 */
sealed interface JsonShape permits JsonShape.Any, JsonShape.ListOf, JsonShape.MapOf, JsonObjectShape, JsonScalar {

    /**
     * Checks one value.
     *
     * @param event the event that starts it; the parser is at its end afterwards
     * @param path where it is
     */
    void check(Event event, JsonParser parser, String path) throws WrongShapeException;

    /** The shape of a type. */
    static JsonShape of(Type type) {
        return new Compiler().compile(type);
    }

    /** Compiles types; one that contains itself is a shape that contains itself. */
    final class Compiler {

        private final Map<Class<?>, JsonObjectShape> records = new HashMap<>();

        JsonShape compile(Type type) {
            Class<?> raw = Types.raw(type);
            JsonShape scalar = JsonScalar.of(raw);
            if (scalar != null) return scalar;
            Type[] arguments = Types.arguments(type);
            if (raw == Optional.class && arguments.length == 1) return compile(arguments[0]);
            if (Map.class.isAssignableFrom(raw)) {
                return arguments.length == 2 && arguments[0] == String.class
                        ? new MapOf(compile(arguments[1]))
                        : new Any();
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return arguments.length == 1 ? new ListOf(compile(arguments[0])) : new Any();
            }
            if (raw.isArray() && raw != byte[].class) {
                return new ListOf(compile(
                        type instanceof GenericArrayType a ? a.getGenericComponentType() : raw.getComponentType()));
            }
            return raw.isRecord() && !convertsItself(raw) ? record(raw) : new Any();
        }

        private JsonObjectShape record(Class<?> type) {
            JsonObjectShape known = records.get(type);
            if (known != null) return known;
            JsonObjectShape shape = new JsonObjectShape();
            records.put(type, shape);
            shape.add(type, this);
            return shape;
        }

        static boolean convertsItself(AnnotatedElement element) {
            return element.isAnnotationPresent(JsonbTypeAdapter.class)
                    || element.isAnnotationPresent(JsonbTypeDeserializer.class)
                    || element.isAnnotationPresent(JsonbTypeInfo.class);
        }
    }

    /** Anything. */
    record Any() implements JsonShape {
        @Override
        public void check(Event event, JsonParser parser, String path) {
            if (event == Event.START_OBJECT) parser.skipObject();
            else if (event == Event.START_ARRAY) parser.skipArray();
        }
    }

    /** An array, or null. */
    record ListOf(JsonShape element) implements JsonShape {
        @Override
        public void check(Event event, JsonParser parser, String path) throws WrongShapeException {
            if (event == Event.VALUE_NULL) return;
            if (event != Event.START_ARRAY) throw new WrongShapeException(path, event, "an array");
            int index = 0;
            for (Event next = parser.next(); next != Event.END_ARRAY; next = parser.next()) {
                element.check(next, parser, path + '[' + index++ + ']');
            }
        }
    }

    /** An object with any names, or null. */
    record MapOf(JsonShape value) implements JsonShape {
        @Override
        public void check(Event event, JsonParser parser, String path) throws WrongShapeException {
            if (event == Event.VALUE_NULL) return;
            if (event != Event.START_OBJECT) throw new WrongShapeException(path, event, "an object");
            while (parser.next() == Event.KEY_NAME) {
                String name = parser.getString();
                value.check(parser.next(), parser, path + '.' + name);
            }
        }
    }

    /** A value that does not fit; the message names its JSON path, and what it should be. */
    final class WrongShapeException extends Exception {

        private static final long serialVersionUID = 1;

        WrongShapeException(String path, @Nullable Event got, String expected) {
            super(
                    path + ": " + (got == null ? "" : name(got) + " where ") + expected
                            + (got == null ? "" : " is expected"),
                    null,
                    false,
                    false);
        }

        private static String name(Event event) {
            return switch (event) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "an array";
                case VALUE_STRING -> "a string";
                case VALUE_NUMBER -> "a number";
                case VALUE_NULL -> "null";
                default -> "a boolean";
            };
        }
    }
}
