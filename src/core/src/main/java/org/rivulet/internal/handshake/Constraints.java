package org.rivulet.internal.handshake;

import java.util.function.BiConsumer;

/** Jakarta Validation, where the application has it. */
@FunctionalInterface
public interface Constraints {

    /** No validator: everything is valid. */
    Constraints NONE = (value, violated) -> {};

    /** Calls back with path and message of each violated constraint. */
    void check(Object value, BiConsumer<String, String> violated);

    /** The same for a value that a property of a type would have. */
    default void checkProperty(Class<?> type, String property, Object value, BiConsumer<String, String> violated) {}
}
