package org.rivulet.internal.handshake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Types;

/** Parsers of the types that are one string. Each throws an IllegalArgumentException with words for the client. */
final class Scalars {

    private static final Map<Class<?>, Function<String, ?>> BUILT_IN = Map.ofEntries(
            Map.entry(String.class, text -> text),
            Map.entry(CharSequence.class, text -> text),
            builtIn(Boolean.class, Scalars::bool, "a boolean, true or false"),
            builtIn(Character.class, Scalars::character, "one character"),
            builtIn(Byte.class, Byte::valueOf, "a whole number from -128 to 127"),
            builtIn(Short.class, Short::valueOf, "a whole number from -32768 to 32767"),
            builtIn(Integer.class, Integer::valueOf, "a whole number of 32 bits"),
            builtIn(Long.class, Long::valueOf, "a whole number of 64 bits"),
            builtIn(Float.class, Scalars::floating, "a number"),
            builtIn(Double.class, Scalars::doubleFloating, "a number"),
            builtIn(BigInteger.class, Scalars::bigInteger, "a whole number"),
            builtIn(BigDecimal.class, Scalars::bigDecimal, "a number"),
            builtIn(UUID.class, Scalars::uuid, "a UUID"),
            builtIn(URI.class, URI::create, "a URI"),
            builtIn(ZoneId.class, ZoneId::of, "a time zone"),
            builtIn(ZoneOffset.class, ZoneOffset::of, "a time zone offset"));

    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            boolean.class, Boolean.class,
            char.class, Character.class,
            byte.class, Byte.class,
            short.class, Short.class,
            int.class, Integer.class,
            long.class, Long.class,
            float.class, Float.class,
            double.class, Double.class);

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?|[+-]?Infinity|NaN");

    /** Longer ones cost time that grows with the square of their length. */
    private static final int MAX_DIGITS = 1_000;

    private Scalars() {}

    /** The wrapper of a primitive; any other class as it is. */
    static Class<?> boxed(Class<?> type) {
        return WRAPPERS.getOrDefault(type, type);
    }

    /** The parser of a type, or null if there is none. */
    static @Nullable Function<String, ?> parser(Class<?> type) {
        Function<String, ?> builtIn = BUILT_IN.get(boxed(type));
        if (builtIn != null) return builtIn;
        if (type.isEnum() && factory(type, "fromString") == null) return enumeration(type);
        for (String name : List.of("fromString", "valueOf", "parse")) {
            Method factory = factory(type, name);
            if (factory != null) return expecting(Types.withArticle(type), text -> invoke(factory, text));
        }
        return null;
    }

    private static Map.Entry<Class<?>, Function<String, ?>> builtIn(
            Class<?> type, Function<String, ?> parse, String expected) {
        return Map.entry(type, expecting(expected, parse));
    }

    private static Function<String, ?> expecting(String expected, Function<String, ?> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("expected " + expected, e);
            }
        };
    }

    private static Function<String, ?> enumeration(Class<?> type) {
        List<?> constants = List.of(type.getEnumConstants());
        List<String> names = constants.stream().map(c -> ((Enum<?>) c).name()).toList();
        return text -> {
            int at = names.indexOf(text);
            if (at < 0) throw new IllegalArgumentException("expected one of " + String.join(", ", names));
            return constants.get(at);
        };
    }

    private static @Nullable Method factory(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && isFactory(method, type))
                .findFirst()
                .orElse(null);
    }

    private static boolean isFactory(Method method, Class<?> type) {
        Class<?>[] parameters = method.getParameterTypes();
        return Modifier.isStatic(method.getModifiers())
                && !Modifier.isPrivate(method.getModifiers())
                && type.isAssignableFrom(method.getReturnType())
                && parameters.length == 1
                && (parameters[0] == String.class || parameters[0] == CharSequence.class)
                && (Modifier.isPublic(type.getModifiers()) && Modifier.isPublic(method.getModifiers())
                        || method.trySetAccessible());
    }

    private static Object invoke(Method factory, String text) {
        try {
            return factory.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object bool(String text) {
        if (text.equals("true")) return true;
        if (text.equals("false")) return false;
        throw new IllegalArgumentException(text);
    }

    private static Object character(String text) {
        if (text.length() != 1) throw new IllegalArgumentException(text);
        return text.charAt(0);
    }

    private static Object floating(String text) {
        return finite(text, Float.valueOf(plain(text)));
    }

    private static Object doubleFloating(String text) {
        return finite(text, Double.valueOf(plain(text)));
    }

    /** Java makes an infinity of a number that is too large. */
    private static Object finite(String text, Number number) {
        if (Double.isInfinite(number.doubleValue()) && !text.endsWith("Infinity"))
            throw new IllegalArgumentException(text);
        return number;
    }

    private static Object bigInteger(String text) {
        return new BigInteger(bounded(text));
    }

    private static Object bigDecimal(String text) {
        return new BigDecimal(bounded(text));
    }

    /** Java also reads white space, hexadecimal floats and the suffixes of its literals. */
    private static String plain(String text) {
        if (!NUMBER.matcher(bounded(text)).matches()) throw new IllegalArgumentException(text);
        return text;
    }

    private static String bounded(String text) {
        if (text.length() > MAX_DIGITS) throw new IllegalArgumentException("more than " + MAX_DIGITS + " digits");
        return text;
    }

    /** Java also reads shortened ones. */
    private static Object uuid(String text) {
        if (text.length() != 36) throw new IllegalArgumentException(text);
        return UUID.fromString(text);
    }
}
