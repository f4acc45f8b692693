package org.rivulet.embedded;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import java.util.EventListener;

/** Adds the classes annotated with WebServlet, WebFilter, WebListener and ServerEndpoint to a deployment. */
final class WebAnnotations {

    private WebAnnotations() {}

    static void addTo(DeploymentInfo info, WebSocketDeploymentInfo webSockets, Components components) {
        components
                .annotatedWith(WebListener.class)
                .forEach(type -> info.addListener(new ListenerInfo(type.asSubclass(EventListener.class))));
        components.annotatedWith(WebFilter.class).forEach(type -> addFilter(info, type.asSubclass(Filter.class)));
        components.annotatedWith(WebServlet.class).forEach(type -> addServlet(info, type.asSubclass(Servlet.class)));
        components.annotatedWith(ServerEndpoint.class).forEach(webSockets::addEndpoint);
    }

    private static void addServlet(DeploymentInfo info, Class<? extends Servlet> type) {
        WebServlet annotation = type.getAnnotation(WebServlet.class);
        String name = annotation.name().isEmpty() ? type.getName() : annotation.name();
        if (info.getServlets().containsKey(name)) {
            return; // A descriptor has the last word
        }
        ServletInfo servlet = new ServletInfo(name, type)
                .addMappings(annotation.value())
                .addMappings(annotation.urlPatterns())
                .setAsyncSupported(annotation.asyncSupported());
        if (annotation.loadOnStartup() >= 0) {
            servlet.setLoadOnStartup(annotation.loadOnStartup());
        }
        MultipartConfig multipart = type.getAnnotation(MultipartConfig.class);
        if (multipart != null) {
            servlet.setMultipartConfig(new MultipartConfigElement(multipart));
        }
        for (WebInitParam parameter : annotation.initParams()) {
            servlet.addInitParam(parameter.name(), parameter.value());
        }
        info.addServlet(servlet);
    }

    private static void addFilter(DeploymentInfo info, Class<? extends Filter> type) {
        WebFilter annotation = type.getAnnotation(WebFilter.class);
        String name = annotation.filterName().isEmpty() ? type.getName() : annotation.filterName();
        if (info.getFilters().containsKey(name)) {
            return;
        }
        FilterInfo filter = new FilterInfo(name, type).setAsyncSupported(annotation.asyncSupported());
        for (WebInitParam parameter : annotation.initParams()) {
            filter.addInitParam(parameter.name(), parameter.value());
        }
        info.addFilter(filter);
        for (DispatcherType dispatcher : annotation.dispatcherTypes()) {
            for (String[] patterns : new String[][] {annotation.value(), annotation.urlPatterns()}) {
                for (String pattern : patterns) {
                    info.addFilterUrlMapping(name, pattern, dispatcher);
                }
            }
            for (String servlet : annotation.servletNames()) {
                info.addFilterServletNameMapping(name, servlet, dispatcher);
            }
        }
    }
}
