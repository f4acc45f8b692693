package org.rivulet.suite.server;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
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

    /** A WAR with these classes and Rivulet's jar, the one of the suite's WAR. */
    public static WebArchive war(String name, Class<?>... classes) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, name).addClasses(classes);
        suite().getContent(path -> path.get().matches("/WEB-INF/lib/rivulet-[^/]*\\.jar"))
                .forEach((path, jar) -> war.add(jar.getAsset(), path));
        return war;
    }
}
