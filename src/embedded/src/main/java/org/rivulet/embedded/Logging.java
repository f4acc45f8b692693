package org.rivulet.embedded;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Keeps the server's libraries from announcing themselves; their warnings, and levels somebody has set, stay. */
final class Logging {

    static {
        // Before anything of JBoss logs: whichever framework else is on the class path, a Java program has this one
        if (System.getProperty("org.jboss.logging.provider") == null) {
            System.setProperty("org.jboss.logging.provider", "jdk");
        }
    }

    // Held for good: java.util.logging forgets a level with its logger
    private static final List<Logger> LIBRARIES = Stream.of(
                    "io.undertow", "org.jboss.threads", "org.jboss.weld", "org.xnio")
            .map(Logger::getLogger)
            .toList();

    private Logging() {}

    static void quieten() {
        LIBRARIES.stream()
                .filter(logger -> logger.getLevel() == null)
                .forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
