package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;

/** The embedded TomEE, with OpenWebBeans and Johnzon. */
final class TomEE extends Distribution {

    static final int PORT = 20080;

    TomEE(String name) {
        // its security service is a SecurityManager's, which Java 24 took away
        super(
                name,
                new Jdk.Range(17, 23),
                Feature.CONCURRENCY,
                Feature.ENTERPRISE_ARCHIVES,
                Feature.REST,
                Feature.SUSPEND);
    }

    @Override
    @SuppressWarnings("rawtypes")
    Optional<Class<? extends DeployableContainer>> container() {
        return Optional.of(TomEEContainer.class);
    }

    @Override
    Path home() {
        return unpacked();
    }

    @Override
    Path log() {
        return home().resolve("server.log");
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(home().resolve("wars"));
        Files.createDirectories(home().resolve("work"));
        Command.maven(config("tomee"), "dependency:copy-dependencies", "-DoutputDirectory=" + home().resolve("lib"));
    }
}
