package org.rivulet.embedded;

import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EmbeddedServer} is to serve: either a {@link #war} or {@link #beans}. Not thread-safe; {@link #start()} may be
 * called several times, for several servers.
 */
public final class ServerBuilder {

    private String host = "localhost";
    private int port;
    private String context = "/";
    private @Nullable Path war;
    private @Nullable Path resources;
    private @Nullable ClassLoader loader;
    private final Set<Class<?>> beans = new LinkedHashSet<>();
    private final List<Consumer<DeploymentInfo>> customisers = new ArrayList<>();

    ServerBuilder() {}

    /** The name or address to listen on; the default is localhost, 0.0.0.0 means every interface. */
    public ServerBuilder host(String host) {
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    /** The port to listen on; the default, 0, takes a free one. */
    public ServerBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0-65535)");
        }
        this.port = port;
        return this;
    }

    /** The application's context path, {@code /} (the default) or like {@code /app}. */
    public ServerBuilder context(String context) {
        if (!context.startsWith("/") || (context.length() > 1 && context.endsWith("/"))) {
            throw new IllegalArgumentException("context: " + context + " (expected: / or a path like /app)");
        }
        this.context = context;
        return this;
    }

    /** Serves a .war file or an exploded one, as any server would. */
    public ServerBuilder war(Path war) {
        this.war = Objects.requireNonNull(war, "war");
        return this;
    }

    /**
     * Makes these classes the application: each a bean, and a servlet, filter, listener or endpoint if annotated as such. Extensions and
     * initializers come from the class path; nothing else of it is scanned. Several calls add up.
     */
    public ServerBuilder beans(Class<?>... beans) {
        this.beans.addAll(List.of(beans));
        return this;
    }

    /** The class loader above the application's; the default is the thread's for beans, and the server's own for a WAR. */
    public ServerBuilder classLoader(ClassLoader loader) {
        this.loader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /** Serves the files of this folder, for {@link #beans}; a WAR has its own. */
    public ServerBuilder resources(Path resources) {
        this.resources = Objects.requireNonNull(resources, "resources");
        return this;
    }

    /** Adds a servlet with support for asynchronous requests. */
    public ServerBuilder servlet(String pattern, Class<? extends Servlet> servlet) {
        customisers.add(info -> info.addServlet(
                new ServletInfo(servlet.getName(), servlet).addMapping(pattern).setAsyncSupported(true)));
        return this;
    }

    /** Adds a filter, for requests only, with support for asynchronous ones. */
    public ServerBuilder filter(String pattern, Class<? extends Filter> filter) {
        customisers.add(info -> info.addFilter(new FilterInfo(filter.getName(), filter).setAsyncSupported(true))
                .addFilterUrlMapping(filter.getName(), pattern, DispatcherType.REQUEST));
        return this;
    }

    /** Sets an initialization parameter of the servlet context, over that of a descriptor. */
    public ServerBuilder contextParam(String name, String value) {
        customisers.add(info -> info.addInitParameter(name, value));
        return this;
    }

    /**
     * Deploys and starts.
     *
     * @throws java.io.UncheckedIOException when the port is taken or the WAR cannot be read
     * @throws RuntimeException             what the application threw, or CDI: the deployment failed and nothing runs
     */
    public EmbeddedServer start() {
        Logging.quieten();
        Application application = application();
        try {
            HttpListener listener = HttpListener.bind(host, port);
            try {
                String path = context.equals("/") ? "" : context;
                Deployment deployment = Deployment.deploy(
                        application, path, listener, info -> customisers.forEach(each -> each.accept(info)));
                listener.serve(deployment.handler(context));
                return new EmbeddedServer(application, listener, deployment, authority(listener.port()) + path);
            } catch (Throwable e) {
                Failures.closeAfter(e, listener);
                throw e;
            }
        } catch (Throwable e) {
            Failures.closeAfter(e, application);
            throw e;
        }
    }

    private Application application() {
        if (war != null) {
            if (!beans.isEmpty() || resources != null) {
                throw new IllegalStateException("Give a WAR or bean classes and resources, not both");
            }
            return WarFile.open(war, loader == null ? EmbeddedServer.class.getClassLoader() : loader);
        }
        ClassLoader parent = loader == null ? Thread.currentThread().getContextClassLoader() : loader;
        return Application.ofBeans(beans, parent, resources);
    }

    private String authority(int actualPort) {
        boolean any = host.equals("0.0.0.0") || host.equals("::");
        String name = any ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return name + ":" + actualPort;
    }
}
