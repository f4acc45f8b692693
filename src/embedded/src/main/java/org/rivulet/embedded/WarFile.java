package org.rivulet.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jboss.jandex.Indexer;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jspecify.annotations.Nullable;

/** Reads a WAR, packed or exploded, into an {@link Application}. */
final class WarFile {

    private static final String EXTENSIONS = "META-INF/services/jakarta.enterprise.inject.spi.Extension";
    private static final String BEANS_XML = "META-INF/beans.xml";
    private static final String FRAGMENT = "META-INF/web-fragment.xml";

    private final List<URL> classPath = new ArrayList<>();
    private final List<Archive> archives = new ArrayList<>();
    private final List<URL> fragments = new ArrayList<>();

    private WarFile() {}

    /**
     * Opens a WAR. A packed one is unpacked into a temporary folder, which goes with the application.
     *
     * @throws UncheckedIOException when it is not there, or not a WAR
     */
    static Application open(Path war, ClassLoader server) {
        // The JDK keeps the jars of jar: addresses open for good otherwise, beyond the life of the temporary folder
        URLConnection.setDefaultUseCaches("jar", false);
        try {
            Path temporary = Files.createTempDirectory(
                    "rivulet-" + ProcessHandle.current().pid() + "-");
            try {
                Path root = Files.isDirectory(war) ? war.toRealPath() : unpack(war, temporary.resolve("war"));
                return new WarFile().read(war.getFileName().toString(), root, temporary, server);
            } catch (Throwable e) {
                Application.deleteRecursively(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Application read(String name, Path root, Path temporary, ClassLoader server) throws IOException {
        Path webInf = root.resolve("WEB-INF");
        if (Files.isDirectory(webInf.resolve("classes"))) {
            addClasses(webInf);
        }
        if (Files.isDirectory(webInf.resolve("lib"))) {
            try (Stream<Path> files = Files.list(webInf.resolve("lib"))) {
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    addJar(jar);
                }
            }
        }
        WarClassLoader loader = new WarClassLoader(name, classPath.toArray(URL[]::new), server);
        Descriptors descriptors = Descriptors.read(loader, existing(webInf.resolve("web.xml")), fragments);
        return new Application(name, loader, List.copyOf(archives), temporary, root, descriptors);
    }

    private void addClasses(Path webInf) throws IOException {
        Path classes = webInf.resolve("classes");
        classPath.add(classes.toUri().toURL());
        Indexer indexer = new Indexer();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(
                            file -> isClass(classes.relativize(file).toString()))
                    .toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    indexer.index(bytes);
                }
            }
        }
        URL beansXml = existing(webInf.resolve("beans.xml"));
        archives.add(new Archive(
                "WEB-INF/classes",
                indexer.complete(),
                beansXml != null ? beansXml : existing(classes.resolve(BEANS_XML)),
                BeanDiscoveryMode.ANNOTATED));
    }

    private void addJar(Path file) throws IOException {
        URL url = file.toUri().toURL();
        classPath.add(url);
        Indexer indexer = new Indexer();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (isClass(entry.getName())) {
                    try (InputStream bytes = jar.getInputStream(entry)) {
                        indexer.index(bytes);
                    }
                }
            }
            if (jar.getEntry(FRAGMENT) != null) {
                fragments.add(inJar(url, FRAGMENT));
            }
            // CDI 4.0, 14.1: a jar with an extension and no beans.xml is not a bean archive
            boolean onlyExtension = jar.getEntry(EXTENSIONS) != null;
            archives.add(new Archive(
                    "WEB-INF/lib/" + file.getFileName(),
                    indexer.complete(),
                    jar.getEntry(BEANS_XML) == null ? null : inJar(url, BEANS_XML),
                    onlyExtension ? BeanDiscoveryMode.NONE : BeanDiscoveryMode.ANNOTATED));
        } catch (ZipException e) {
            throw new IOException("Not a jar: " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** Neither a module's description nor a multi-release jar's other versions. */
    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class") && !name.startsWith("META-INF");
    }

    private static Path unpack(Path war, Path target) throws IOException {
        if (!Files.isRegularFile(war)) {
            throw new IOException(
                    "No such file or folder: " + war + " (expected: a .war file or a folder with WEB-INF)");
        }
        try (ZipFile zip = new ZipFile(war.toFile())) {
            Files.createDirectories(target);
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("Not a WAR: " + war + " has an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        Files.copy(bytes, file);
                    }
                }
            }
            return target.toRealPath();
        } catch (ZipException e) {
            throw new IOException("Not a WAR: " + war + " (expected: a .war file or a folder with WEB-INF)", e);
        }
    }

    private static @Nullable URL existing(Path file) throws MalformedURLException {
        return Files.isRegularFile(file) ? file.toUri().toURL() : null;
    }

    private static URL inJar(URL jar, String entry) throws MalformedURLException {
        return new URL("jar:" + jar + "!/" + entry);
    }
}
