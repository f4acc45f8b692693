package org.rivulet.internal.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Any number of strings; none is an empty collection. */
record CollectionConverter(Function<String, ?> element, Function<List<Object>, Object> collect) implements Converter {

    @Override
    public Object convert(List<String> values) {
        List<Object> elements = new ArrayList<>(values.size());
        for (String value : values) elements.add(element.apply(value));
        return collect.apply(elements);
    }
}
