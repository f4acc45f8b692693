package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.handshake.Constraints;

/** Constraints by the application's Validator bean, else by the default provider. Loaded only where the API is there. */
final class BeanValidation implements Constraints {

    private final Validator validator;

    private BeanValidation(Validator validator) {
        this.validator = validator;
    }

    /** {@link Constraints#NONE} where the API is there without a provider. */
    static Constraints find(BeanManager manager) {
        Set<Bean<?>> beans = manager.getBeans(Validator.class);
        if (!beans.isEmpty()) {
            Bean<?> bean = manager.resolve(beans);
            return new BeanValidation(
                    (Validator) manager.getReference(bean, Validator.class, manager.createCreationalContext(bean)));
        }
        try {
            return new BeanValidation(Validation.buildDefaultValidatorFactory().getValidator());
        } catch (NoProviderFoundException e) {
            return NONE;
        }
    }

    /** A message that is a collection is validated element by element: it has no constraints of its own. */
    @Override
    public void check(Object value, BiConsumer<String, String> violated) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> checkElement("[" + key + "]", element, violated));
        } else if (value instanceof Iterable<?> elements) {
            int index = 0;
            for (Object element : elements) checkElement("[" + index++ + "]", element, violated);
        } else if (value instanceof Object[] elements) {
            check(Arrays.asList(elements), violated);
        } else if (!value.getClass()
                .getName()
                .startsWith("java.")) { // those have no constraints, and are closed to the validator
            checkBean(value, violated);
        }
    }

    private void checkElement(String step, @Nullable Object element, BiConsumer<String, String> violated) {
        if (element == null) return;
        check(
                element,
                (path, rule) -> violated.accept(
                        path.isEmpty() || path.startsWith("[") ? step + path : step + "." + path, rule));
    }

    @Override
    public void checkProperty(Class<?> type, String property, Object value, BiConsumer<String, String> violated) {
        report(validator.validateValue(type, property, value), violated);
    }

    private void checkBean(Object value, BiConsumer<String, String> violated) {
        report(validator.validate(value), violated);
    }

    private static <T> void report(Set<ConstraintViolation<T>> violations, BiConsumer<String, String> violated) {
        violations.stream()
                .sorted(Comparator.comparing((ConstraintViolation<T> v) ->
                                v.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .forEach(
                        violation -> violated.accept(violation.getPropertyPath().toString(), violation.getMessage()));
    }
}
