package org.rivulet.internal.codec;

import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a type that is one string, number or boolean; null too, unless it is a primitive. Immutable.
 *
 * @param events how it may start
 * @param whole the bits of a whole number; 0 where it need not be one, or has no bounds
 * @param expected what it is, in words
 */
record JsonScalar(Set<Event> events, int whole, String expected) implements JsonShape {

    private static final Map<Class<?>, JsonShape> ALL = Map.ofEntries(
            of(String.class, "a string", 0, Event.VALUE_STRING, Event.VALUE_NULL),
            of(Boolean.class, "a boolean", 0, Event.VALUE_TRUE, Event.VALUE_FALSE, Event.VALUE_NULL),
            of(boolean.class, "a boolean", 0, Event.VALUE_TRUE, Event.VALUE_FALSE),
            of(Byte.class, "a whole number of 8 bits", 8, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(byte.class, "a whole number of 8 bits", 8, Event.VALUE_NUMBER),
            of(Short.class, "a whole number of 16 bits", 16, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(short.class, "a whole number of 16 bits", 16, Event.VALUE_NUMBER),
            of(Integer.class, "a whole number of 32 bits", 32, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(int.class, "a whole number of 32 bits", 32, Event.VALUE_NUMBER),
            of(Long.class, "a whole number of 64 bits", 64, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(long.class, "a whole number of 64 bits", 64, Event.VALUE_NUMBER),
            of(Float.class, "a number", 0, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(float.class, "a number", 0, Event.VALUE_NUMBER),
            of(Double.class, "a number", 0, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(double.class, "a number", 0, Event.VALUE_NUMBER),
            of(BigDecimal.class, "a number", 0, Event.VALUE_NUMBER, Event.VALUE_NULL),
            of(BigInteger.class, "a number", 0, Event.VALUE_NUMBER, Event.VALUE_NULL));

    private static Map.Entry<Class<?>, JsonShape> of(Class<?> type, String expected, int whole, Event... events) {
        return Map.entry(type, new JsonScalar(Set.of(events), whole, expected));
    }

    /** The shape of a type, or null if it is none of these. */
    static @Nullable JsonShape of(Class<?> type) {
        return ALL.get(type);
    }

    @Override
    public void check(Event event, JsonParser parser, String path) throws WrongShapeException {
        if (!events.contains(event)) throw new WrongShapeException(path, event, expected);
        if (whole == 0 || event == Event.VALUE_NULL || fits(parser.getString())) return;
        throw new WrongShapeException(path, null, "not " + expected);
    }

    private boolean fits(String digits) {
        try {
            long value = Long.parseLong(digits);
            int unused = 64 - whole;
            return value << unused >> unused == value;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
