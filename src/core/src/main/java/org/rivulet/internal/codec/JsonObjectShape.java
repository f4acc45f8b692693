package org.rivulet.internal.codec;

import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.beans.Introspector;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rivulet.internal.codec.JsonCursor.Kind;
import org.rivulet.internal.codec.JsonCursor.MalformedException;

/**
 * The JSON of a record or class: its properties by their names in JSON. Names that it does not have may be there too, as JSON Binding
 * allows; a property that an annotation converts may be anything. Immutable once it is added to.
 */
final class JsonObjectShape implements JsonShape {

    private static final JsonShape ANY = new Any();

    private final Map<String, JsonShape> properties = new HashMap<>();

    /** Adds the properties of a class: its fields, which a record has for its components, and what is set or created without one. */
    void add(Class<?> type, Compiler compiler) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            for (Parameter parameter : constructor.getParameters()) {
                JsonbProperty property = parameter.getAnnotation(JsonbProperty.class);
                if (property == null || property.value().isEmpty()) continue;
                add(property.value(), parameter.getParameterizedType(), List.of(parameter), compiler);
            }
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    add(field.getName(), field.getGenericType(), places(type, field), compiler);
                }
            }
        }
    }

    private void add(String javaName, Type type, List<AnnotatedElement> places, Compiler compiler) {
        String name = javaName;
        boolean open = false;
        for (AnnotatedElement place : places) {
            JsonbProperty property = place.getAnnotation(JsonbProperty.class);
            if (property != null && !property.value().isEmpty()) name = property.value();
            open |= Compiler.convertsItself(place)
                    || place.isAnnotationPresent(JsonbNumberFormat.class)
                    || place.isAnnotationPresent(JsonbTransient.class);
        }
        properties.putIfAbsent(name, open ? ANY : compiler.compile(type));
    }

    /** Where the annotations of a property may stand: on its field, and on its accessors. */
    private static List<AnnotatedElement> places(Class<?> type, Field field) {
        List<AnnotatedElement> places = new ArrayList<>(List.of(field));
        for (Method method : type.getMethods()) {
            String name = method.getName();
            String property = name.startsWith("get") || name.startsWith("set")
                    ? Introspector.decapitalize(name.substring(3))
                    : name.startsWith("is") ? Introspector.decapitalize(name.substring(2)) : name;
            if (property.equals(field.getName())) places.add(method);
        }
        return places;
    }

    @Override
    public void check(JsonCursor json) throws WrongShapeException, MalformedException {
        if (JsonShape.isNull(json, Kind.OBJECT)) return;
        json.enter();
        while (json.hasMore()) {
            String name = json.name();
            try {
                properties.getOrDefault(name, ANY).check(json);
            } catch (WrongShapeException e) {
                throw e.in("." + name);
            }
        }
    }
}
