package org.rivulet.internal.codec;

import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rivulet.internal.codec.JsonCursor.Kind;
import org.rivulet.internal.codec.JsonCursor.MalformedException;
import org.rivulet.internal.model.Types;

/**
 * What the JSON of a type looks like, as far as the type says. JSON Binding converts what does not fit as well as it can: Yasson 3.0 makes
 * 1 of 1.5, 1215752191 of 99999999999 and false of "maybe". So a message is checked too. What is missing is not looked at: it is
 * null or zero, as the standard says, and {@code @NotNull} is there to refuse it. Immutable.
 */
sealed interface JsonShape
        permits JsonShape.Any, JsonShape.ListOf, JsonShape.MapOf, JsonObjectShape, JsonScalar, JsonWord {

    /** Checks the next value, and goes past it. */
    void check(JsonCursor json) throws WrongShapeException, MalformedException;

    /** The shape of a type. */
    static JsonShape of(Type type) {
        return new Compiler().compile(type);
    }

    /** Compiles types; one that contains itself is a shape that contains itself. */
    final class Compiler {

        private final Map<Class<?>, JsonObjectShape> objects = new HashMap<>();

        JsonShape compile(Type type) {
            Class<?> raw = Types.raw(type);
            JsonShape scalar = JsonScalar.of(raw);
            if (scalar != null) return scalar;
            JsonShape word = JsonWord.of(raw);
            if (word != null) return word;
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
            return type == raw && isObject(raw) ? object(raw) : new Any();
        }

        private static boolean isObject(Class<?> type) {
            return !type.isInterface()
                    && !Modifier.isAbstract(type.getModifiers())
                    && !type.getName().startsWith("java.")
                    && !type.getName().startsWith("jakarta.")
                    && !convertsItself(type);
        }

        private JsonObjectShape object(Class<?> type) {
            JsonObjectShape known = objects.get(type);
            if (known != null) return known;
            JsonObjectShape shape = new JsonObjectShape();
            objects.put(type, shape);
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
        public void check(JsonCursor json) throws MalformedException {
            json.skip();
        }
    }

    /** An array, or null. */
    record ListOf(JsonShape element) implements JsonShape {
        @Override
        public void check(JsonCursor json) throws WrongShapeException, MalformedException {
            if (isNull(json, Kind.ARRAY)) return;
            json.enter();
            for (int index = 0; json.hasMore(); index++) {
                try {
                    element.check(json);
                } catch (WrongShapeException e) {
                    throw e.in("[" + index + "]");
                }
            }
        }
    }

    /** An object with any names, or null. */
    record MapOf(JsonShape value) implements JsonShape {
        @Override
        public void check(JsonCursor json) throws WrongShapeException, MalformedException {
            if (isNull(json, Kind.OBJECT)) return;
            json.enter();
            while (json.hasMore()) {
                String name = json.name();
                try {
                    value.check(json);
                } catch (WrongShapeException e) {
                    throw e.in("." + name);
                }
            }
        }
    }

    /** Goes past a null; anything else must be of the kind, and is left to the caller. */
    static boolean isNull(JsonCursor json, Kind expected) throws WrongShapeException, MalformedException {
        Kind kind = json.kind();
        if (kind == Kind.NULL) json.skip();
        else if (kind != expected)
            throw new WrongShapeException(kind.words + " where " + expected.words + " is expected");
        return kind == Kind.NULL;
    }

    /** A value that does not fit; the message names its JSON path, and what it should be. */
    final class WrongShapeException extends Exception {

        private static final long serialVersionUID = 1;

        private final String path;
        private final String rule;

        WrongShapeException(String rule) {
            this("", rule);
        }

        private WrongShapeException(String path, String rule) {
            super("$" + path + ": " + rule, null, false, false);
            this.path = path;
            this.rule = rule;
        }

        /** The same, one step further from the value. */
        WrongShapeException in(String step) {
            return new WrongShapeException(step + path, rule);
        }
    }
}
