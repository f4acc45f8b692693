package org.rivulet.internal.model;

import java.util.Optional;

/** Where configuration comes from. */
@FunctionalInterface
public interface Settings {

    /** The value of a key, if it is configured. */
    Optional<String> get(String key);

    /**
     * A number greater than zero.
     *
     * @throws IllegalArgumentException if the configured value is none
     */
    default long number(String key, long otherwise) {
        Optional<String> value = get(key);
        if (value.isEmpty()) return otherwise;
        try {
            long number = Long.parseLong(value.get().trim());
            if (number > 0) return number;
        } catch (NumberFormatException e) {
            // said below, as for zero and less
        }
        throw new IllegalArgumentException(key + ": " + value.get() + " (expected: a whole number greater than 0)");
    }

    /** The declared number, if it is one. */
    default long orElse(long declared, String key, long otherwise) {
        return declared >= 0 ? declared : number(key, otherwise);
    }
}
