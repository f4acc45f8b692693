package org.rivulet.internal.model;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the rules ask of a {@link Type}. */
public final class Types {

    private Types() {}

    /** The class behind a type; that of its bound for a variable or wildcard. */
    public static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) return c;
        if (type instanceof ParameterizedType p) return (Class<?>) p.getRawType();
        if (type instanceof GenericArrayType a)
            return Array.newInstance(raw(a.getGenericComponentType()), 0).getClass();
        if (type instanceof TypeVariable<?> v) return raw(v.getBounds()[0]);
        return raw(((WildcardType) type).getUpperBounds()[0]);
    }

    /** Whether a type has no variable and no wildcard in it. */
    public static boolean isConcrete(Type type) {
        if (type instanceof Class<?>) return true;
        if (type instanceof GenericArrayType a) return isConcrete(a.getGenericComponentType());
        return type instanceof ParameterizedType p
                && Arrays.stream(p.getActualTypeArguments()).allMatch(Types::isConcrete);
    }

    /** The type arguments, or none. */
    public static Type[] arguments(Type type) {
        return type instanceof ParameterizedType p ? p.getActualTypeArguments() : new Type[0];
    }

    /** A type as one of the given generic interfaces, its type arguments filled in; null if it is none of them. */
    public static @Nullable Type supertype(Type type, Class<?>... wanted) {
        Class<?> raw = raw(type);
        for (Class<?> one : wanted) {
            if (raw == one) return type;
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Type found = supertype(resolve(parent, type), wanted);
            if (found != null) return found;
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : supertype(resolve(parent, type), wanted);
    }

    private static Type resolve(Type parent, Type child) {
        if (!(parent instanceof ParameterizedType p) || !(child instanceof ParameterizedType c)) return parent;
        TypeVariable<?>[] variables = raw(child).getTypeParameters();
        Type[] arguments = p.getActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
            int at = Arrays.asList(variables).indexOf(arguments[i]);
            if (at >= 0) arguments[i] = c.getActualTypeArguments()[at];
        }
        return new Parameterized((Class<?>) p.getRawType(), arguments);
    }

    /** A generic class with type arguments. */
    public static Type parameterized(Class<?> raw, Type... arguments) {
        return new Parameterized(raw, arguments.clone());
    }

    /** The name a Java developer would write. */
    public static String name(Type type) {
        if (type instanceof ParameterizedType p) {
            return name(p.getRawType())
                    + Arrays.stream(p.getActualTypeArguments())
                            .map(Types::name)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        if (!(type instanceof Class<?> c) || c.isPrimitive()) return type.getTypeName();
        return c.isArray()
                ? name(c.getComponentType()) + "[]"
                : c.getName()
                        .substring(c.getPackageName().length()
                                + (c.getPackageName().isEmpty() ? 0 : 1))
                        .replace('$', '.');
    }

    /** The name after "a" or "an". */
    public static String withArticle(Type type) {
        String name = name(type);
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** A method as {@code com.acme.Chat.chat}. */
    public static String name(Method method) {
        return method.getDeclaringClass().getName().replace('$', '.') + "." + method.getName();
    }

    private record Parameterized(Class<?> getRawType, Type[] arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public @Nullable Type getOwnerType() {
            return getRawType.getDeclaringClass();
        }

        /** As those of the Java platform have it, with which CDI compares it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType type
                    && type.getRawType() == getRawType
                    && Arrays.equals(type.getActualTypeArguments(), arguments);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(arguments) ^ Objects.hashCode(getOwnerType()) ^ getRawType.hashCode();
        }

        @Override
        public String toString() {
            return name(this);
        }
    }
}
