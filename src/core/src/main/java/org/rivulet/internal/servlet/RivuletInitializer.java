package org.rivulet.internal.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rivulet.AuthHandler;
import org.rivulet.StreamEndpoint;

/**
 * Puts the front filter before every other, so before the container's own WebSocket filter, and adds the listener that
 * registers the endpoints. Neither can be done later: a listener may not add filters, and here some servers have no
 * ServerContainer yet (Payara 6, GlassFish 8), and some no CDI (Jetty 12).
 */
@HandlesTypes({StreamEndpoint.class, AuthHandler.class})
public final class RivuletInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext context) {
        FrontFilter filter = new FrontFilter();
        FilterRegistration.Dynamic registration = context.addFilter("rivulet", filter);
        if (registration == null)
            throw new IllegalStateException("a filter named rivulet exists already: is the jar there twice?");
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        context.addListener(new SessionListener(filter));
        context.addListener(new StreamListener(filter, annotated == null ? Set.of() : annotated));
    }
}
