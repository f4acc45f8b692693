package org.rivulet.internal.model;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromPath;
import org.rivulet.FromQuery;

/** Reads a handshake type. */
final class HandshakeReader {

    /** RFC 9110, 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final String role;
    private final Mistakes.At mistakes;
    private final List<HandshakeField> fields = new ArrayList<>();

    private HandshakeReader(String role, Mistakes.At mistakes) {
        this.role = role;
        this.mistakes = mistakes;
    }

    /** The model of a handshake type; null, with a mistake added, if it cannot be one. */
    static @Nullable HandshakeModel read(Class<?> type, Mistakes.At mistakes) {
        return new HandshakeReader("handshake", mistakes).read(type, "neither a stream nor a handshake");
    }

    /** The same for the credentials that an auth handler takes. */
    static @Nullable HandshakeModel readCredentials(Class<?> type, Mistakes.At mistakes) {
        return new HandshakeReader("credentials", mistakes).read(type, "no type of credentials");
    }

    private @Nullable HandshakeModel read(Class<?> type, String wrong) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(component.getName(), component.getGenericType(), annotated(type, component));
            }
            return new HandshakeModel(role, type, List.copyOf(fields));
        }
        if (!isPlainClass(type)) {
            mistakes.add(
                    "the parameter " + Types.name(type) + " is " + wrong,
                    "Make it a record whose components name path, query, header or cookie values, or a static class"
                            + " with a no-argument constructor");
            return null;
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0 || field.isSynthetic())
                    continue;
                if (fields.stream().anyMatch(hiding -> hiding.name().equals(field.getName()))) continue;
                if (Modifier.isFinal(field.getModifiers())) {
                    mistakes.add(
                            "the field " + field.getName() + " of the " + role + " " + Types.name(type) + " is final",
                            "Remove final, or make the class a record");
                }
                add(field.getName(), field.getGenericType(), field);
            }
        }
        return new HandshakeModel(role, type, List.copyOf(fields));
    }

    /** An annotation whose target is RECORD_COMPONENT and FIELD is on both; one of them may be lost by a tool that writes byte code. */
    private static AnnotatedElement annotated(Class<?> type, RecordComponent component) {
        try {
            Field field = type.getDeclaredField(component.getName());
            return field.getAnnotations().length > 0 ? field : component;
        } catch (NoSuchFieldException e) {
            return component;
        }
    }

    private static boolean isPlainClass(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || type.isInterface() || type.isEnum() || type.isAnnotation())
            return false;
        if (Modifier.isAbstract(type.getModifiers()) || type.getName().startsWith("java.")) return false;
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) return false;
        return Stream.of(type.getDeclaredConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    private void add(String name, Type type, AnnotatedElement element) {
        FromPath path = element.getAnnotation(FromPath.class);
        FromQuery query = element.getAnnotation(FromQuery.class);
        FromHeader header = element.getAnnotation(FromHeader.class);
        FromCookie cookie = element.getAnnotation(FromCookie.class);
        if (Stream.of(path != null, query != null, header != null, cookie != null)
                        .filter(on -> on)
                        .count()
                > 1) {
            mistakes.add(
                    "the " + role + " component " + name + " comes from two places at once",
                    "Keep one of the annotations");
        }
        if (path != null) add(name, Source.PATH, path.value(), type);
        else if (header != null) add(name, Source.HEADER, header.value(), type);
        else if (cookie != null) add(name, Source.COOKIE, cookie.value(), type);
        else if (query != null) add(name, Source.QUERY, query.value(), type);
        else add(name, null, "", type);
    }

    private void add(String name, @Nullable Source source, String wireName, Type type) {
        HandshakeField field = new HandshakeField(name, source, wireName.isEmpty() ? name : wireName, type);
        if ((source == Source.HEADER || source == Source.COOKIE)
                && !TOKEN.matcher(field.wireName()).matches()) {
            mistakes.add(
                    "the " + role + " component " + name + " comes from \"" + field.wireName()
                            + "\", which is no name of a header or cookie",
                    "Use letters, digits and hyphens");
        }
        if (fields.stream()
                .anyMatch(
                        other -> other.declared() == source && other.wireName().equals(field.wireName()))) {
            mistakes.add(
                    "two " + role + " components come from the same \"" + field.wireName() + "\"",
                    "Give one of them another name");
        }
        fields.add(field);
    }
}
