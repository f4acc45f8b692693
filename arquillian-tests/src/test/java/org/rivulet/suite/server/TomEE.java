package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The embedded TomEE, with OpenWebBeans and Johnzon. */
final class TomEE extends Distribution {

    static final int PORT = 20080;

    TomEE(String name) {
        // its security service is a SecurityManager's, which Java 24 took away
        super(
                name,
                TomEEContainer.class,
                new Jdk.Range(17, 23),
                Feature.JWT,
                Feature.CONCURRENCY,
                Feature.ENTERPRISE_ARCHIVES,
                Feature.REST,
                Feature.SUSPEND,
                Feature.WHOLE_CLOSE_FRAMES);
    }

    @Override
    Path home() {
        return unpacked();
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(home().resolve("wars"));
        Files.createDirectories(home().resolve("work"));
        Command.maven(config("tomee"), "dependency:copy-dependencies", "-DoutputDirectory=" + home().resolve("lib"));
    }
}
