package org.rivulet.suite.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy. */
public final class Archives {

    private Archives() {}

    /** The WAR that Maven built of src/main, the same for every server. */
    public static WebArchive suite() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, suiteFile().toFile());
    }

    /** Its file. */
    public static Path suiteFile() {
        return Path.of(System.getProperty("suite.war"));
    }

    /** The database of the suite's WAR. */
    static InputStream h2() {
        return suite().getContent(path -> path.get().matches("/WEB-INF/lib/h2-[^/]*\\.jar")).values().stream()
                .findAny()
                .orElseThrow()
                .getAsset()
                .openStream();
    }

    /** Writes an archive to a file of its name, for containers that take files. */
    static Path export(Archive<?> archive) throws IOException {
        Path folder = Distribution.current().unpacked().resolveSibling("deployments");
        Path file = Files.createDirectories(folder).resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }

    /** The context path that servers make of a file's name. */
    static String contextPath(String archive) {
        String name = archive.substring(0, archive.lastIndexOf('.'));
        return name.equals("ROOT") ? "" : "/" + name;
    }

    /** A WAR with these classes and Rivulet's jar, the one of the suite's WAR; and the beans.xml that Weld in Tomcat and Jetty insists on. */
    public static WebArchive war(String name, Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name)
                .addClasses(classes)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        suite().getContent(path -> path.get().matches("/WEB-INF/lib/rivulet-[^/]*\\.jar"))
                .forEach((path, jar) -> war.add(jar.getAsset(), path));
        return war;
    }
}
