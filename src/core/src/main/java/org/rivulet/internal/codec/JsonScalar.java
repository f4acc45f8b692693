package org.rivulet.internal.codec;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.JsonCursor.Kind;
import org.rivulet.internal.codec.JsonCursor.MalformedException;

/**
 * The JSON of a type of which its kind, and for a whole number its size, is all there is to say. Immutable.
 *
 * @param kind what it is
 * @param nullable whether it may be null instead
 * @param bits the bits of a whole number; 0 where it need not be one, or has no bounds
 */
record JsonScalar(Kind kind, boolean nullable, int bits) implements JsonShape {

    private static final Map<Class<?>, JsonShape> ALL = Map.ofEntries(
            of(String.class, Kind.STRING, 0),
            of(CharSequence.class, Kind.STRING, 0),
            of(JsonObject.class, Kind.OBJECT, 0),
            of(JsonArray.class, Kind.ARRAY, 0),
            of(JsonString.class, Kind.STRING, 0),
            of(JsonNumber.class, Kind.NUMBER, 0),
            of(OptionalInt.class, Kind.NUMBER, 32),
            of(OptionalLong.class, Kind.NUMBER, 64),
            of(OptionalDouble.class, Kind.NUMBER, 0),
            of(Boolean.class, Kind.BOOLEAN, 0),
            of(boolean.class, Kind.BOOLEAN, 0),
            of(Byte.class, Kind.NUMBER, 8),
            of(byte.class, Kind.NUMBER, 8),
            of(Short.class, Kind.NUMBER, 16),
            of(short.class, Kind.NUMBER, 16),
            of(Integer.class, Kind.NUMBER, 32),
            of(int.class, Kind.NUMBER, 32),
            of(Long.class, Kind.NUMBER, 64),
            of(long.class, Kind.NUMBER, 64),
            of(Float.class, Kind.NUMBER, 0),
            of(float.class, Kind.NUMBER, 0),
            of(Double.class, Kind.NUMBER, 0),
            of(double.class, Kind.NUMBER, 0),
            of(BigDecimal.class, Kind.NUMBER, 0),
            of(BigInteger.class, Kind.NUMBER, 0));

    private static Map.Entry<Class<?>, JsonShape> of(Class<?> type, Kind kind, int bits) {
        return Map.entry(type, new JsonScalar(kind, !type.isPrimitive(), bits));
    }

    /** The shape of a type, or null if it is none of these. */
    static @Nullable JsonShape of(Class<?> type) {
        return ALL.get(type);
    }

    @Override
    public void check(JsonCursor json) throws WrongShapeException, MalformedException {
        Kind got = json.kind();
        if (got != kind && !(nullable && got == Kind.NULL)) {
            throw new WrongShapeException(got.words + " where " + expected() + " is expected");
        }
        if (bits == 0 || got == Kind.NULL) json.skip();
        else if (!json.isWhole(bits)) throw new WrongShapeException("not " + expected());
    }

    private String expected() {
        return bits == 0 ? kind.words : "a whole number of " + bits + " bits";
    }
}
