package org.rivulet.internal.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.Interceptor;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rivulet.AuthData;
import org.rivulet.StreamScoped;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.Types;

/**
 * The places where auth data are injected. Those that live longer than a stream would keep the first caller's for all others, and so would
 * what holds them by a dependent bean. Used by the container, one callback after another.
 */
final class AuthDataInjections {

    private static final Set<Class<? extends Annotation>> SHORT = Set.of(StreamScoped.class, RequestScoped.class);

    private final List<InjectionPoint> found = new ArrayList<>();

    /** Sees an injection point of the application, whatever it injects. */
    void see(InjectionPoint point) {
        if (!isLookup(point) && point.getQualifiers().stream().anyMatch(q -> q.annotationType() == AuthData.class)) {
            found.add(point);
        }
    }

    private static boolean isLookup(InjectionPoint point) {
        Class<?> raw = Types.raw(point.getType());
        return raw == Instance.class || raw == Provider.class;
    }

    void check(BeanManager manager, Mistakes mistakes) {
        List<Bean<?>> dependents = new ArrayList<>(); // grows while it is gone through
        for (InjectionPoint point : found) check(point, point.getBean(), dependents, mistakes);
        for (int i = 0; i < dependents.size(); i++) {
            for (Bean<?> bean : manager.getBeans(Object.class, Any.Literal.INSTANCE)) {
                for (InjectionPoint point : bean.getInjectionPoints()) {
                    if (dependents.get(i).equals(injected(point, manager))) check(point, bean, dependents, mistakes);
                }
            }
        }
    }

    private static @Nullable Bean<?> injected(InjectionPoint point, BeanManager manager) {
        if (isLookup(point)) return null;
        try {
            return manager.resolve(
                    manager.getBeans(point.getType(), point.getQualifiers().toArray(Annotation[]::new)));
        } catch (AmbiguousResolutionException e) { // which CDI reports
            return null;
        }
    }

    private static void check(
            InjectionPoint point, @Nullable Bean<?> bean, List<Bean<?>> dependents, Mistakes mistakes) {
        if (bean != null && isDependent(bean)) {
            if (!dependents.contains(bean)) dependents.add(bean);
        } else if (bean == null || !SHORT.contains(bean.getScope())) {
            Class<?> place = point.getMember().getDeclaringClass();
            mistakes.add(
                    place.getName().replace('$', '.') + "." + point.getMember().getName(),
                    "it would keep the @AuthData of one stream, since it lives longer than that",
                    "Inject Instance<..>, with @AuthData if it has it here, and ask it each time, or make the bean @StreamScoped");
        }
    }

    /** Interceptors and decorators are as old as what they are around; enterprise beans come from pools. */
    private static boolean isDependent(Bean<?> bean) {
        return bean.getScope() == Dependent.class
                && !(bean instanceof Interceptor)
                && !(bean instanceof Decorator)
                && Arrays.stream(bean.getBeanClass().getAnnotations())
                        .noneMatch(annotation ->
                                annotation.annotationType().getPackageName().equals("jakarta.ejb"));
    }
}
