package org.rivulet.embedded;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of a WAR: the JDK first, then the Jakarta EE API and its implementations from the server, then the WAR's own
 * classes. Nothing else of the server's class path shows, so that a WAR runs in a test as it does from the command line.
 *
 * <p>Thread-safe.
 */
final class WarClassLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** Weld's among them because its proxies, made in this class loader, name Weld's types. */
    private static final List<String> SHARED = List.of(
            "jakarta.",
            "io.undertow.",
            "org.eclipse.parsson.",
            "org.eclipse.yasson.",
            "org.glassfish.tyrus.",
            "org.jboss.classfilewriter.",
            "org.jboss.jandex.",
            "org.jboss.logging.",
            "org.jboss.threads.",
            "org.jboss.weld.",
            "org.wildfly.",
            "org.xnio.");

    private static final String SERVICES = "META-INF/services/";

    /** What applications provide, not the server: another application on the server's class path must not leak in. */
    private static final Set<String> OWN_SERVICES = Set.of(
            "jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension",
            "jakarta.enterprise.inject.spi.Extension",
            "jakarta.servlet.ServletContainerInitializer",
            "jakarta.validation.spi.ValidationProvider");

    private final ClassLoader server;

    WarClassLoader(String name, URL[] classPath, ClassLoader server) {
        super(name, classPath, ClassLoader.getPlatformClassLoader());
        this.server = server;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (findLoadedClass(name) == null && isShared(name)) {
                try {
                    return server.loadClass(name);
                } catch (ClassNotFoundException e) {
                    // An API the server does not have, such as Jakarta Validation: the WAR may bring it
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = super.getResource(name);
        return own == null && isSharedResource(name) ? server.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> found = new ArrayList<>(Collections.list(super.getResources(name)));
        if (isSharedResource(name)) {
            found.addAll(Collections.list(server.getResources(name)));
        }
        return Collections.enumeration(found);
    }

    private static boolean isSharedResource(String name) {
        if (!name.startsWith(SERVICES)) {
            return isShared(name.replace('/', '.'));
        }
        String service = name.substring(SERVICES.length());
        return isShared(service) && !OWN_SERVICES.contains(service);
    }

    private static boolean isShared(String name) {
        return SHARED.stream().anyMatch(name::startsWith);
    }
}
