package org.rivulet.internal.handshake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.model.HandshakeField;
import org.rivulet.internal.model.HandshakeModel;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.PathTemplate;
import org.rivulet.internal.model.Source;
import org.rivulet.internal.model.Types;

/** Makes handshake objects of one type for one path. Immutable; used by many threads at once. */
public final class HandshakeBinder {

    private final Class<?> type;
    private final List<BoundField> fields;
    private final Instantiator target;
    private final Constraints constraints;

    private HandshakeBinder(Class<?> type, List<BoundField> fields, Instantiator target, Constraints constraints) {
        this.type = type;
        this.fields = fields;
        this.target = target;
        this.constraints = constraints;
    }

    /** The binder of a handshake type; null, with mistakes added, if one of its fields has a type that nothing converts to. */
    public static @Nullable HandshakeBinder of(
            HandshakeModel model,
            PathTemplate path,
            Converters converters,
            Constraints constraints,
            Mistakes.At mistakes) {
        List<BoundField> fields = new ArrayList<>();
        for (HandshakeField field : model.fields()) {
            Source source = field.source(path);
            Converter converter = converters.find(field.type(), source);
            if (converter == null) {
                mistakes.add(
                        "the " + model.role() + " component " + field.name() + " of " + Types.name(model.type())
                                + " has the type " + Types.name(field.type()) + ", which no string converts to",
                        "Give the type a static fromString, valueOf or parse of one String, or provide a CDI bean"
                                + " HandshakeConverter<" + Types.name(field.type()) + ">");
            } else {
                fields.add(new BoundField(field, source, converter));
            }
        }
        if (fields.size() < model.fields().size()) return null;
        return new HandshakeBinder(model.type(), List.copyOf(fields), Instantiator.of(model), constraints);
    }

    /** Whether a request has a value that is not empty for at least one field. */
    boolean finds(HandshakeValues request) {
        return fields.stream().flatMap(field -> field.strings(request).stream()).anyMatch(value -> !value.isEmpty());
    }

    /**
     * The handshake of a request.
     *
     * @throws StreamException {@link ErrorCode#INVALID_ARGUMENT} that names every missing and every wrong field
     */
    public Object bind(HandshakeValues request) {
        FieldErrors errors = new FieldErrors();
        Object[] defaults = target.defaults();
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) values[i] = fields.get(i).value(request, defaults[i], errors);
        if (!errors.isEmpty()) {
            checkOthers(values, errors);
            throw errors.toException();
        }
        Object handshake = target.create(values);
        constraints.check(handshake, (path, rule) -> violated(path, rule, errors));
        if (!errors.isEmpty()) throw errors.toException();
        return handshake;
    }

    /** The constraints of the fields that have a value, where others have none: so that all is in one answer. */
    private void checkOthers(@Nullable Object[] values, FieldErrors errors) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) continue;
            String name = fields.get(i).field.name();
            constraints.checkProperty(type, name, value, (path, rule) -> violated(path, rule, errors));
        }
    }

    private void violated(String path, String rule, FieldErrors errors) {
        for (BoundField one : fields) {
            String name = one.field.name();
            if (!path.startsWith(name)) continue;
            String below = path.substring(name.length());
            if (below.isEmpty() || below.startsWith(".") || below.startsWith("[")) {
                errors.violated(one.field, one.source, below, rule);
                return;
            }
        }
        errors.violated(rule);
    }

    private record BoundField(HandshakeField field, Source source, Converter converter) {

        @Nullable
        Object value(HandshakeValues request, @Nullable Object otherwise, FieldErrors errors) {
            List<String> values = strings(request);
            try {
                Object value = values.isEmpty() && otherwise != null ? otherwise : converter.convert(values);
                if (value == null) errors.missing(field, source);
                return value;
            } catch (IllegalArgumentException e) {
                errors.invalid(field, source, String.valueOf(e.getMessage()));
            } catch (Exception e) { // an application's converter; it may throw what it does not declare
                errors.invalid(field, source, "expected " + Types.withArticle(field.type()));
            }
            return null;
        }

        private List<String> strings(HandshakeValues request) {
            String name = field.wireName();
            return switch (source) {
                case PATH -> {
                    String value = request.path().get(name);
                    yield value == null ? List.of() : List.of(value);
                }
                case QUERY -> request.query().getOrDefault(name, List.of());
                case HEADER -> request.header().apply(name);
                case COOKIE -> request.cookie().apply(name);
            };
        }
    }
}
