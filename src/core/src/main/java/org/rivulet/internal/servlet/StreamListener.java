package org.rivulet.internal.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamService;
import org.rivulet.internal.handshake.Authenticator;
import org.rivulet.internal.websocket.Deployment;

/**
 * Starts the streams when CDI and the container are there, and stops them before the container closes its sessions. The stop
 * uses no CDI, which may be gone by then. Called by the thread that deploys.
 */
final class StreamListener implements ServletContextListener {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final FrontFilter filter;
    private final Set<Class<?>> annotated;
    private @Nullable Deployment deployment;
    private @Nullable Management management;

    /** Serves by the filter; the classes are all that have endpoint methods, beans or not. */
    StreamListener(FrontFilter filter, Set<Class<?>> annotated) {
        this.filter = filter;
        this.annotated = Set.copyOf(annotated);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Deployment found = find(context);
        if (found == null) return;
        warnOfNoBeans(found);
        if (found.endpoints().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Rivulet found no stream endpoint: no CDI bean of the application has a @StreamEndpoint method");
            return;
        }
        ServerContainer container = Needs.container(context);
        try {
            found.start(container);
        } catch (DeploymentException e) {
            throw new IllegalStateException("the server refused a stream endpoint: " + e.getMessage(), e);
        }
        deployment = found;
        management = Management.of(found.counted(), context);
        filter.serve(found, mechanism(context));
        LOG.log(
                Level.INFO,
                () -> "Rivulet serves " + found.endpoints().size() + " stream endpoints at " + context.getContextPath()
                        + "/");
    }

    private static @Nullable Mechanism mechanism(ServletContext context) {
        try {
            return Mechanism.find(context);
        } catch (NoClassDefFoundError e) { // not even the API
            return null;
        }
    }

    /** CDI does not look at a class without a bean-defining annotation, so the extension never sees it. */
    private void warnOfNoBeans(Deployment found) {
        Set<Class<?>> beans = found.endpoints().stream()
                .<Class<?>>map(endpoint -> endpoint.model().method().getDeclaringClass())
                .collect(Collectors.toSet());
        Authenticator authenticator = found.entrance().authenticator();
        if (authenticator != null) beans.add(authenticator.declaringClass());
        for (Class<?> type : annotated) {
            if (beans.contains(type) || Modifier.isAbstract(type.getModifiers())) continue;
            LOG.log(
                    Level.WARNING,
                    () -> type.getName() + " has " + whatItHas(type) + ", since it is no CDI bean. "
                            + howToMakeItOne(type));
        }
    }

    private static String whatItHas(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(one -> one.isAnnotationPresent(StreamEndpoint.class))
                ? "stream endpoints that nobody reaches"
                : "an auth handler that nobody asks";
    }

    /** In Tomcat and Jetty, Weld looks at no application without a beans.xml, whatever annotations its classes have. */
    private static String howToMakeItOne(Class<?> type) {
        return type.isAnnotationPresent(StreamService.class)
                ? "CDI does not look at it: add an empty WEB-INF/beans.xml."
                : "Annotate it with @StreamService.";
    }

    /** What CDI has found; null if there is no CDI, and nothing for it to find. */
    private @Nullable Deployment find(ServletContext context) {
        try {
            return Needs.deployment(context);
        } catch (IllegalStateException e) {
            if (!annotated.isEmpty()) throw e;
            LOG.log(Level.WARNING, "Rivulet found no stream endpoint: " + e.getMessage());
            return null;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (deployment != null) deployment.stop();
        if (management != null) management.close();
    }
}
