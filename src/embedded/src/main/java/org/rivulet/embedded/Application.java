package org.rivulet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What gets deployed: a WAR, or the bean classes of a test.
 *
 * @param name       for the log
 * @param loader     the application's class loader, its own, so that nothing confuses two applications
 * @param archives   in class path order
 * @param temporary  a folder to delete in the end, if there is one
 * @param resources  the static files, if there are any
 * @param descriptors what the WAR's deployment descriptors add
 */
record Application(
        String name,
        URLClassLoader loader,
        List<Archive> archives,
        @Nullable Path temporary,
        @Nullable Path resources,
        Descriptors descriptors)
        implements AutoCloseable {

    static Application ofBeans(Collection<Class<?>> beans, ClassLoader parent, @Nullable Path resources) {
        return new Application(
                "test",
                new URLClassLoader("test", new URL[0], parent),
                List.of(Archive.ofBeans(beans)),
                null,
                resources,
                Descriptors.NONE);
    }

    @Override
    public void close() {
        try {
            loader.close();
            if (temporary != null) {
                deleteRecursively(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clean up after " + name, e);
        }
    }

    static void deleteRecursively(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
