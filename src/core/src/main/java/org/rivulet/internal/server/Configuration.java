package org.rivulet.internal.server;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.rivulet.internal.model.Settings;

/** MicroProfile Config where the server has it; else system properties, then environment variables. For the thread that deploys. */
public interface Configuration extends Settings, AutoCloseable {

    /** Lets go of what the server has made for this. */
    @Override
    void close();

    /** That of the application whose class loader is the calling thread's. */
    static Configuration open() {
        try {
            return new MicroProfile();
        } catch (NoClassDefFoundError
                | IllegalStateException
                | SecurityException e) { // no API, or no implementation of it
            return new Process();
        }
    }

    /** What the process was started with. */
    final class Process implements Configuration {

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(System.getProperty(key)).or(() -> environment(key));
        }

        private static Optional<String> environment(String key) {
            return Optional.ofNullable(System.getenv(key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    /** Loaded only where the API is there. */
    final class MicroProfile implements Configuration {

        private final Config config = ConfigProvider.getConfig();

        @Override
        public Optional<String> get(String key) {
            return config.getOptionalValue(key, String.class);
        }

        /**
         * GlassFish 8.0.0: the Helidon Config below it has the class loader of every application that asked until it is told to let go of it, and knows
         * only what is inside of GlassFish's own. Other servers let go when the application ends, and some would take its Config away if they were told.
         * https://github.com/helidon-io/helidon/blob/4.3.3/config/config-mp/src/main/java/io/helidon/config/mp/MpConfigProviderResolver.java
         */
        @Override
        public void close() {
            ConfigProviderResolver resolver = ConfigProviderResolver.instance();
            if (resolver.getClass().getName().startsWith("org.glassfish."))
                resolver.releaseConfig(config.unwrap(Config.class));
        }
    }
}
