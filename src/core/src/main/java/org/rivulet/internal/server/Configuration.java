package org.rivulet.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.rivulet.internal.model.Settings;

/**
 * MicroProfile Config where the server has it; else the first three places where that looks: system properties, environment variables, the application's own file. For
 * the thread that deploys.
 */
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
            return new Process(Thread.currentThread().getContextClassLoader());
        }
    }

    /** What the process was started with, and what the application brings. */
    final class Process implements Configuration {

        private static final String FILE = "META-INF/microprofile-config.properties";

        private final Properties own = new Properties();

        Process(ClassLoader application) {
            try (InputStream file = application.getResourceAsStream(FILE)) {
                if (file != null) own.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            } catch (IOException | IllegalArgumentException e) {
                throw new IllegalStateException(FILE + " cannot be read", e);
            }
        }

        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(System.getProperty(key))
                    .or(() -> environment(key))
                    .or(() -> Optional.ofNullable(own.getProperty(key)));
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
