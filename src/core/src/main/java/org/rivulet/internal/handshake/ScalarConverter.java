package org.rivulet.internal.handshake;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Exactly one string. */
record ScalarConverter(Function<String, ?> parse, boolean firstOfMany) implements Converter {

    static final String DUPLICATE = "duplicate field";

    @Override
    public @Nullable Object convert(List<String> values) {
        if (values.isEmpty()) return null;
        if (values.size() > 1 && !firstOfMany) throw new IllegalArgumentException(DUPLICATE);
        return parse.apply(values.get(0));
    }
}
