package org.rivulet.embedded;

import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.Resource;
import io.undertow.server.handlers.resource.ResourceChangeListener;
import io.undertow.server.handlers.resource.ResourceManager;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of a folder, then those under META-INF/resources of the application's jars (Servlet 6.0, 4.6). Thread-safe. */
final class StaticFiles implements ResourceManager {

    private final ResourceManager folder;
    private final ResourceManager jars;

    StaticFiles(Path folder, ClassLoader loader) {
        this.folder = new PathResourceManager(folder);
        this.jars = new ClassPathResourceManager(loader, "META-INF/resources");
    }

    @Override
    public @Nullable Resource getResource(String path) throws IOException {
        Resource found = folder.getResource(path);
        return found != null ? found : jars.getResource(path);
    }

    @Override
    public boolean isResourceChangeListenerSupported() {
        return false;
    }

    @Override
    public void registerResourceChangeListener(ResourceChangeListener listener) {
        throw new UnsupportedOperationException("Static files are not watched");
    }

    @Override
    public void removeResourceChangeListener(ResourceChangeListener listener) {
        throw new UnsupportedOperationException("Static files are not watched");
    }

    @Override
    public void close() throws IOException {
        folder.close();
        jars.close();
    }
}
