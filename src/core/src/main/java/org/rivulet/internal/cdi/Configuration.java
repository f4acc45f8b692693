package org.rivulet.internal.cdi;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.rivulet.internal.model.Settings;

/** MicroProfile Config where the server has it; else system properties, then environment variables. */
interface Configuration extends Settings, AutoCloseable {

    @Override
    void close();

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
         * Helidon 4.3, in GlassFish 8, has the Config and the class loader of every application that asked until it is told to let go. The others do that
         * when the application ends, and some would take its Config away from the application if they were told.
         * https://github.com/helidon-io/helidon/blob/4.3.3/config/config-mp/src/main/java/io/helidon/config/mp/MpConfigProviderResolver.java
         */
        @Override
        public void close() {
            ConfigProviderResolver resolver = ConfigProviderResolver.instance();
            if (resolver.getClass().getName().startsWith("io.helidon.")) resolver.releaseConfig(config);
        }
    }
}
