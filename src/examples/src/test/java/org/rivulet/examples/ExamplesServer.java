package org.rivulet.examples;

import java.nio.file.Path;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.ServerBuilder;

/** The packaged WAR, on a free port. */
final class ExamplesServer {

    private ExamplesServer() {}

    static ServerBuilder builder() {
        return EmbeddedServer.builder().war(Path.of(System.getProperty("rivulet.war")));
    }
}
