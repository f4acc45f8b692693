package org.rivulet.embedded.app.plugin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Adds the filter and the listener. */
@HandlesTypes({Plugin.class, jakarta.servlet.http.HttpServlet.class})
public class PluginInitializer implements ServletContainerInitializer {

    static final String HANDLED = "plugin.handled";

    @Override
    public void onStartup(Set<Class<?>> types, ServletContext context) {
        context.setAttribute(
                HANDLED, types.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(",")));
        FilterRegistration.Dynamic filter = context.addFilter("plugin", PluginFilter.class);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        context.addListener(PluginListener.class);
    }
}
