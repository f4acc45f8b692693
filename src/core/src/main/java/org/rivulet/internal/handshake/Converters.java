package org.rivulet.internal.handshake;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Source;
import org.rivulet.internal.model.Types;
import org.rivulet.spi.HandshakeConverter;

/** Finds the converter of a handshake field's type: the application's own, then {@link Scalars}. */
public final class Converters {

    private final Function<Type, @Nullable HandshakeConverter<?>> own;

    /** Asks the given function for the application's own converter of a type. */
    public Converters(Function<Type, @Nullable HandshakeConverter<?>> own) {
        this.own = own;
    }

    /** The converter of a type, or null if there is none. */
    @Nullable
    Converter find(Type type, Source source) {
        Function<String, ?> scalar = scalar(type);
        // Encore's rule: a header or cookie that comes twice counts once, a query parameter that comes twice is a
        // mistake
        if (scalar != null) return new ScalarConverter(scalar, source == Source.HEADER || source == Source.COOKIE);
        Class<?> raw = Types.raw(type);
        if (raw == Optional.class) {
            Converter value = Types.arguments(type).length == 1 ? find(Types.arguments(type)[0], source) : null;
            return value == null ? null : new OptionalConverter(value);
        }
        if (raw.isArray()) return array(type, raw);
        if (raw != List.class && raw != Set.class && raw != Collection.class && raw != Iterable.class) return null;
        Function<String, ?> element = Types.arguments(type).length == 1 ? scalar(Types.arguments(type)[0]) : null;
        if (element == null) return null;
        return new CollectionConverter(element, raw == Set.class ? Converters::set : List::copyOf);
    }

    private static Object set(List<Object> elements) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }

    private @Nullable Converter array(Type type, Class<?> raw) {
        Type component = type instanceof GenericArrayType a ? a.getGenericComponentType() : raw.getComponentType();
        Function<String, ?> element = scalar(component);
        if (element == null) return null;
        return new CollectionConverter(element, elements -> {
            Object array = Array.newInstance(raw.getComponentType(), elements.size());
            for (int i = 0; i < elements.size(); i++) Array.set(array, i, elements.get(i));
            return array;
        });
    }

    private @Nullable Function<String, ?> scalar(Type type) {
        HandshakeConverter<?> converter = own.apply(type instanceof Class<?> c ? Scalars.boxed(c) : type);
        if (converter != null) return converter::fromString;
        return type instanceof Class<?> c ? Scalars.parser(c) : null;
    }
}
