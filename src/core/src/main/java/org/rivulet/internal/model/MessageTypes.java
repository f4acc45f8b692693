package org.rivulet.internal.model;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What JSON Binding cannot do with a message type. An implementation that cannot reach a class fails at the first message, and
 * not all of them do: so it is refused everywhere, at deployment.
 */
public final class MessageTypes {

    private final Mistakes.At mistakes;
    private final boolean incoming;
    private final Set<Type> seen = new HashSet<>();

    private MessageTypes(Mistakes.At mistakes, boolean incoming) {
        this.mistakes = mistakes;
        this.incoming = incoming;
    }

    /** Checks the message types of an endpoint that are JSON. */
    public static void check(EndpointModel endpoint, Mistakes all) {
        Mistakes.At mistakes = all.at(Types.name(endpoint.method()));
        if (endpoint.options().decoders().length == 0) new MessageTypes(mistakes, true).check(endpoint.incoming());
        if (endpoint.options().encoders().length == 0) new MessageTypes(mistakes, false).check(endpoint.outgoing());
    }

    private void check(@Nullable Type type) {
        if (type == null || !seen.add(type)) return;
        for (Type argument : Types.arguments(type)) check(argument);
        Class<?> raw = Types.raw(type);
        while (raw.isArray()) raw = raw.getComponentType();
        if (raw.isPrimitive() || raw.isEnum() || isPlatform(raw) || convertsItself(raw)) return;
        if (!seen.add(raw) && raw != type) return;
        JsonbTypeInfo info = raw.getAnnotation(JsonbTypeInfo.class);
        if (info != null) {
            for (JsonbSubtype subtype : info.value()) check(subtype.type());
        } else if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            checkAbstract(raw);
        }
        if (raw.isInterface()) return;
        if (!Modifier.isPublic(raw.getModifiers())) {
            mistakes.add(
                    "the message type " + Types.name(raw) + " is not public, so JSON Binding cannot reach it",
                    "Make it public" + (raw.isMemberClass() ? "; the class around it need not be" : ""));
        }
        if (raw.isRecord() && raw.getTypeParameters().length > 0) {
            mistakes.add(
                    "the message type " + Types.name(raw)
                            + " is a record with type parameters, which JSON Binding cannot make",
                    "Make it a record of concrete types, or a class");
        }
        if (incoming && !raw.isRecord() && !Modifier.isAbstract(raw.getModifiers()) && !isCreatable(raw)) {
            mistakes.add(
                    "the message type " + Types.name(raw)
                            + " has no constructor without arguments, so JSON Binding cannot make one",
                    "Add one that is public or protected, or annotate a constructor or a static method with @JsonbCreator");
        }
        for (Class<?> c = raw; c != null && !isPlatform(c); c = c.getSuperclass()) checkFields(c);
    }

    private static boolean isCreatable(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(one -> one.getParameterCount() == 0 && !Modifier.isPrivate(one.getModifiers())
                                || one.isAnnotationPresent(JsonbCreator.class))
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(one -> one.isAnnotationPresent(JsonbCreator.class));
    }

    private void checkFields(Class<?> raw) {
        for (Field field : raw.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || field.isAnnotationPresent(JsonbTransient.class)) continue;
            if (!convertsItself(field)) check(field.getGenericType());
        }
    }

    private void checkAbstract(Class<?> raw) {
        if (!incoming) return;
        mistakes.add(
                "the message type " + Types.name(raw) + " is abstract, and nothing says which class a message is",
                "Annotate it with @JsonbTypeInfo and a @JsonbSubtype for each class");
    }

    private static boolean isPlatform(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("jakarta.");
    }

    private static boolean convertsItself(AnnotatedElement element) {
        return element.isAnnotationPresent(JsonbTypeAdapter.class)
                || element.isAnnotationPresent(JsonbTypeDeserializer.class)
                || element.isAnnotationPresent(JsonbTypeSerializer.class);
    }
}
