package org.rivulet.internal.handshake;

import java.util.List;
import java.util.Optional;

/** A value that may be missing. */
record OptionalConverter(Converter value) implements Converter {

    @Override
    public Object convert(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.ofNullable(value.convert(values));
    }
}
