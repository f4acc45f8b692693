package org.rivulet.internal.handshake;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.model.HandshakeField;
import org.rivulet.internal.model.HandshakeModel;

/** Makes an object of the values of its fields, which come in the model's order. */
sealed interface Instantiator {

    /** What each field is when nothing is given; null where something must be given. */
    @Nullable
    Object[] defaults();

    /** A new object. */
    Object create(@Nullable Object[] values);

    /** The instantiator of a handshake type. */
    static Instantiator of(HandshakeModel model) {
        return model.type().isRecord() ? OfRecord.of(model.type()) : OfClass.of(model);
    }

    /** Calls the canonical constructor. */
    record OfRecord(Constructor<?> constructor) implements Instantiator {

        static OfRecord of(Class<?> type) {
            Class<?>[] components = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            return new OfRecord(accessible(type, components));
        }

        @Override
        public @Nullable Object[] defaults() {
            return new @Nullable Object[constructor.getParameterCount()];
        }

        @Override
        public Object create(@Nullable Object[] values) {
            return call(constructor, values);
        }
    }

    /** Sets the fields of a new object; what its constructor sets, unless to null, zero or false, is the default. */
    record OfClass(Constructor<?> constructor, List<Field> fields) implements Instantiator {

        static OfClass of(HandshakeModel model) {
            List<Field> fields = new ArrayList<>();
            for (HandshakeField field : model.fields()) fields.add(find(model.type(), field.name()));
            return new OfClass(accessible(model.type()), List.copyOf(fields));
        }

        private static Field find(Class<?> type, String name) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException e) {
                return find(type.getSuperclass(), name);
            }
        }

        @Override
        public @Nullable Object[] defaults() {
            Object initial = call(constructor);
            return fields.stream().map(field -> initialValue(field, initial)).toArray();
        }

        private static @Nullable Object initialValue(Field field, Object object) {
            try {
                Object value = field.get(object);
                boolean unset = value instanceof Number number && number.doubleValue() == 0
                        || Boolean.FALSE.equals(value)
                        || value instanceof Character c && c == 0;
                return field.getType().isPrimitive() && unset ? null : value;
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object create(@Nullable Object[] values) {
            Object object = call(constructor);
            try {
                for (int i = 0; i < values.length; i++) fields.get(i).set(object, values[i]);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
            return object;
        }
    }

    private static Constructor<?> accessible(Class<?> type, Class<?>... parameters) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A constructor refuses values with an IllegalArgumentException, whose message the client is told. */
    private static Object call(Constructor<?> constructor, @Nullable Object... values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof StreamException refused) throw refused;
            if (!(e.getCause() instanceof IllegalArgumentException refused)) {
                throw new IllegalStateException(constructor + " failed", e.getCause());
            }
            throw new StreamException(ErrorCode.INVALID_ARGUMENT, String.valueOf(refused.getMessage()), null, refused);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
