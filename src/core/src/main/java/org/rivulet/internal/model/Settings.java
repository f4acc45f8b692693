package org.rivulet.internal.model;

import java.util.Optional;

/** Where configuration comes from. */
@FunctionalInterface
public interface Settings {

    /** The value of a key, if it is configured. */
    Optional<String> get(String key);

    /**
     * A configured number, from the least to the greatest that is allowed.
     *
     * @throws IllegalArgumentException if the configured value is none
     */
    default long number(String key, long otherwise, long min, long max) {
        Optional<String> value = get(key);
        if (value.isEmpty()) return otherwise;
        try {
            long number = Long.parseLong(value.get().trim());
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            // said below, as for those out of range
        }
        throw new IllegalArgumentException(
                key + ": " + value.get() + " (expected: a whole number from " + min + " to " + max + ")");
    }

    /** The same; one that is none is a mistake. */
    default long number(String key, long otherwise, long min, long max, Mistakes mistakes) {
        try {
            return number(key, otherwise, min, max);
        } catch (IllegalArgumentException e) {
            mistakes.add("the configuration", String.valueOf(e.getMessage()), "Correct the configuration");
            return otherwise;
        }
    }

    /**
     * The declared number, or the configured one if it is negative.
     *
     * @throws IllegalArgumentException if the one that counts is not from the least to the greatest that is allowed
     */
    default long orElse(long declared, String key, long otherwise, long min, long max) {
        if (declared >= min && declared <= max) return declared;
        if (declared < 0) return number(key, otherwise, min, max);
        throw new IllegalArgumentException(key + ": " + declared + " (expected: a whole number from " + min + " to "
                + max + ", or a negative one for what is configured)");
    }
}
