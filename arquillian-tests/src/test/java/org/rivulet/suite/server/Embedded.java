package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;

/** Rivulet's own server, in the tests' JVM. */
final class Embedded extends Distribution {

    Embedded(String name) {
        super(
                name,
                new Jdk.Range(17, 25),
                Feature.CONCURRENCY,
                Feature.ENTERPRISE_ARCHIVES,
                Feature.NAMING,
                Feature.REST,
                Feature.SECURITY,
                Feature.SUSPEND,
                Feature.TRANSACTIONS);
    }

    @Override
    @SuppressWarnings("rawtypes")
    Optional<Class<? extends DeployableContainer>> container() {
        return Optional.of(EmbeddedContainer.class);
    }

    @Override
    Path log() {
        return unpacked().resolve("server.log");
    }

    @Override
    void prepare() throws IOException {
        // needs nothing
    }
}
