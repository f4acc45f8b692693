package org.rivulet.internal.model;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * Whom {@code @RolesAllowed}, {@code @PermitAll} or {@code @DenyAll} lets in (Jakarta Annotations 2.1, 2.9 to 2.12): the method's annotation beats its class's, which
 * beats that of a bean class that inherits the method.
 *
 * @param isOpen whether everybody is let in
 * @param roles otherwise, those of whom one is needed; none if nobody is let in
 */
public record Access(boolean isOpen, List<String> roles) {

    private static final Access OPEN = new Access(true, List.of());

    /** The rule for a method of a bean. */
    public static Access of(Method method, Class<?> beanClass, Mistakes.At mistakes) {
        for (AnnotatedElement element : List.of(method, method.getDeclaringClass(), beanClass)) {
            Optional<Access> found = of(element, mistakes);
            if (found.isPresent()) return found.get();
        }
        return OPEN;
    }

    private static Optional<Access> of(AnnotatedElement element, Mistakes.At mistakes) {
        RolesAllowed allowed = element.getAnnotation(RolesAllowed.class);
        boolean open = element.isAnnotationPresent(PermitAll.class);
        boolean closed = element.isAnnotationPresent(DenyAll.class);
        if (allowed != null && (open || closed) || open && closed) {
            mistakes.add(
                    "there are two of @RolesAllowed, @PermitAll and @DenyAll at one place",
                    "Keep the one that is meant");
        }
        if (closed) return Optional.of(new Access(false, List.of()));
        if (allowed != null) return Optional.of(new Access(false, List.of(allowed.value())));
        return open ? Optional.of(OPEN) : Optional.empty();
    }
}
