package org.rivulet.suite.server;

import java.io.IOException;

/** Rivulet's own server, in the tests' JVM. */
final class Embedded extends Distribution {

    Embedded(String name) {
        super(
                name,
                EmbeddedContainer.class,
                new Jdk.Range(17, 25),
                Feature.JWT,
                Feature.CONCURRENCY,
                Feature.ENTERPRISE_ARCHIVES,
                Feature.NAMING,
                Feature.REST,
                Feature.SECURITY,
                Feature.SUSPEND,
                Feature.TRANSACTIONS);
    }

    @Override
    void prepare() throws IOException {
        // needs nothing
    }
}
