package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.NoProviderFoundException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Set;
import java.util.function.BiConsumer;
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

    @Override
    public void check(Object value, BiConsumer<String, String> violated) {
        if (value.getClass().getName().startsWith("java.")) return; // neither constrained nor open to the validator
        validator.validate(value).stream()
                .sorted(Comparator.comparing((ConstraintViolation<Object> v) ->
                                v.getPropertyPath().toString())
                        .thenComparing(ConstraintViolation::getMessage))
                .forEach(
                        violation -> violated.accept(violation.getPropertyPath().toString(), violation.getMessage()));
    }
}
