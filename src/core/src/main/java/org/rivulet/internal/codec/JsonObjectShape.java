package org.rivulet.internal.codec;

import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rivulet.internal.codec.JsonCursor.Kind;
import org.rivulet.internal.codec.JsonCursor.MalformedException;

/** The JSON of a record; names that it does not have may be there too, as JSON Binding allows. Immutable once it is added to. */
final class JsonObjectShape implements JsonShape {

    private static final JsonShape ANY = new Any();

    private final Map<String, JsonShape> properties = new HashMap<>();

    /** Adds the components of a record, each under the name that an annotation gives it. */
    void add(Class<?> type, Compiler compiler) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            JsonShape shape = compiler.compile(component.getGenericType());
            for (AnnotatedElement place : places(type, component)) {
                JsonbProperty property = place.getAnnotation(JsonbProperty.class);
                if (property != null && !property.value().isEmpty()) name = property.value();
                if (Compiler.convertsItself(place)
                        || place.isAnnotationPresent(JsonbNumberFormat.class)
                        || place.isAnnotationPresent(JsonbTransient.class)) shape = ANY;
            }
            properties.put(name, shape);
        }
    }

    /** Where javac puts an annotation of a component, by its targets. */
    private static List<AnnotatedElement> places(Class<?> type, RecordComponent component) {
        try {
            return List.of(component, component.getAccessor(), type.getDeclaredField(component.getName()));
        } catch (NoSuchFieldException e) {
            return List.of(component, component.getAccessor());
        }
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
