package org.rivulet.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.AuthHandler;
import org.rivulet.StreamEndpoint;
import org.rivulet.internal.model.AuthReader;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.server.Configuration;
import org.rivulet.internal.websocket.Deployment;

/**
 * Finds the endpoint methods of all beans, and makes a {@link Deployment} of them if all of them are right. Used by the
 * container, one callback after another.
 */
public final class RivuletExtension implements Extension {

    private final Map<Class<?>, String> annotated = new LinkedHashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<Found> authHandlers = new ArrayList<>();
    private final AuthDataInjections injections = new AuthDataInjections();
    private final StreamContext context = new StreamContext();
    private @Nullable Deployment deployment;

    /** An endpoint method of a bean. */
    record Found(Bean<?> bean, AnnotatedMethod<?> method) {}

    <T> void annotatedType(
            @Observes @WithAnnotations({StreamEndpoint.class, AuthHandler.class}) ProcessAnnotatedType<T> type) {
        AnnotatedType<T> annotatedType = type.getAnnotatedType();
        Set<AnnotatedMethod<? super T>> methods = annotatedType.getMethods();
        if (methods.stream().anyMatch(RivuletExtension::isEndpoint)) {
            annotated.put(annotatedType.getJavaClass(), "stream endpoints");
        } else if (methods.stream().anyMatch(RivuletExtension::isAuthHandler)) {
            annotated.put(annotatedType.getJavaClass(), "an auth handler");
        }
    }

    void injectionPoint(@Observes ProcessInjectionPoint<?, ?> event) {
        injections.see(event.getInjectionPoint());
    }

    /** By this application's annotation: in an EAR, Weld matches names, and so tells of the other WARs' classes too. */
    private static boolean isEndpoint(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(StreamEndpoint.class);
    }

    private static boolean isAuthHandler(AnnotatedMethod<?> method) {
        return method.isAnnotationPresent(AuthHandler.class);
    }

    void bean(@Observes ProcessManagedBean<?> event) {
        for (AnnotatedMethod<?> method : event.getAnnotatedBeanClass().getMethods()) {
            boolean endpoint = isEndpoint(method);
            boolean authHandler = isAuthHandler(method);
            if (!endpoint && !authHandler) continue;
            if (!isCallable(method.getJavaMember(), event.getBean().getBeanClass())) continue;
            Found one = new Found(event.getBean(), method);
            if (endpoint) found.add(one);
            if (authHandler) authHandlers.add(one);
        }
    }

    /** Not so for a bridge, which javac annotates like the method behind it, and for what a subclass overrides, which Weld lists too. */
    private static boolean isCallable(Method method, Class<?> beanClass) {
        if (method.isBridge()) return false;
        for (Class<?> c = beanClass; c != null && c != method.getDeclaringClass(); c = c.getSuperclass()) {
            for (Method other : c.getDeclaredMethods()) {
                if (!other.isBridge() // which javac makes for a public method of a package-private class
                        && other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())) return false;
            }
        }
        return true;
    }

    void addBeans(@Observes AfterBeanDiscovery event) {
        event.addContext(context);
        // not a singleton: an EAR with the jar in two of its WARs has one singleton context on WildFly, and takes this
        // for the same bean
        event.addBean().types(Deployment.class).scope(Dependent.class).createWith(creating -> deployment);
        if (authHandlers.size() != 1) return;
        Type authData = AuthReader.dataType(authHandlers.get(0).method.getJavaMember());
        if (AuthReader.isObject(authData)) AuthDataBeans.add(authData, context, event);
    }

    void validate(@Observes AfterDeploymentValidation event, BeanManager manager) {
        Mistakes mistakes = new Mistakes();
        checkBeans(mistakes);
        injections.check(manager, mistakes);
        try (Configuration configuration = Configuration.open()) {
            Deployment valid =
                    new DeploymentBuilder(manager, context, mistakes, configuration).build(found, authHandlers);
            if (mistakes.isEmpty()) deployment = valid;
        } catch (NoClassDefFoundError e) {
            addMissing(e, mistakes);
        }
        if (!mistakes.isEmpty()) event.addDeploymentProblem(new DefinitionException(mistakes.report()));
    }

    /** The streams end before the beans that they use do: a server may tell its listeners in any order, or later. */
    void end(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (deployment != null) deployment.stop();
    }

    private static void addMissing(NoClassDefFoundError missing, Mistakes mistakes) {
        String name = String.valueOf(missing.getMessage()).replace('/', '.');
        if (!name.startsWith("jakarta.")) throw missing;
        mistakes.add(
                "this server",
                "it has no " + name,
                "Enable the part of Jakarta EE that it belongs to, or add the API and an implementation");
    }

    /** An annotated class that is no bean would be silently unreachable. */
    private void checkBeans(Mistakes mistakes) {
        for (Map.Entry<Class<?>, String> one : annotated.entrySet()) {
            Class<?> type = one.getKey();
            if (type.isInterface()) {
                mistakes.add(
                        type.getName().replace('$', '.'),
                        "it has " + one.getValue()
                                + ", but is an interface, and CDI does not see annotations of its methods on a class",
                        "Declare them in the class");
                continue;
            }
            if (Stream.concat(found.stream(), authHandlers.stream())
                    .anyMatch(method -> type.isAssignableFrom(method.bean.getBeanClass()))) continue;
            if (type.isAnnotationPresent(Alternative.class)) continue;
            mistakes.add(
                    type.getName().replace('$', '.'),
                    "it has " + one.getValue() + ", but is no CDI bean",
                    "Make it a concrete class, top-level or static, with @StreamService and a constructor without arguments or"
                            + " with @Inject");
        }
    }
}
