package org.rivulet.internal.codec;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.JsonCursor.Kind;
import org.rivulet.internal.codec.JsonCursor.MalformedException;

/** The JSON of a type that is a string of a certain form, or null. Immutable. */
record JsonWord(Predicate<String> fits, String expected) implements JsonShape {

    private static final int UUID_LENGTH = 36;

    /** The shape of an enum, a UUID or a character; null for any other type. */
    static @Nullable JsonShape of(Class<?> type) {
        if (type == UUID.class) return new JsonWord(JsonWord::isUuid, "a UUID");
        if (type == char.class || type == Character.class)
            return new JsonWord(text -> text.length() == 1, "one character");
        if (!type.isEnum()) return null;
        Set<String> names = Arrays.stream(type.getEnumConstants())
                .map(one -> ((Enum<?>) one).name())
                .collect(Collectors.toUnmodifiableSet());
        return new JsonWord(names::contains, "one of " + names.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static boolean isUuid(String text) {
        try {
            return text.length() == UUID_LENGTH && UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public void check(JsonCursor json) throws WrongShapeException, MalformedException {
        if (JsonShape.isNull(json, Kind.STRING)) return;
        if (!fits.test(json.string())) throw new WrongShapeException("not " + expected);
    }
}
