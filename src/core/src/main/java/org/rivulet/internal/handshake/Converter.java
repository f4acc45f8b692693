package org.rivulet.internal.handshake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the value of one handshake field of the strings that a request has for it. */
sealed interface Converter permits ScalarConverter, CollectionConverter, OptionalConverter {

    /**
     * The value.
     *
     * @param values in the order of the request; empty if there are none
     * @return the value; null if the values are missing and the field cannot do without
     * @throws IllegalArgumentException with words for the client if the values have no such value
     */
    @Nullable
    Object convert(List<String> values);
}
