package org.rivulet.internal.cdi;

import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.rivulet.internal.model.Settings;

/** MicroProfile Config where the server has it; else system properties, then environment variables. */
final class Configuration {

    private Configuration() {}

    static Settings settings() {
        try {
            return MicroProfile.settings();
        } catch (NoClassDefFoundError
                | IllegalStateException
                | SecurityException e) { // no API, or no implementation of it
            return key -> Optional.ofNullable(System.getProperty(key)).or(() -> environment(key));
        }
    }

    private static Optional<String> environment(String key) {
        return Optional.ofNullable(System.getenv(key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT)));
    }

    /** Loaded only where the API is there. */
    private static final class MicroProfile {

        static Settings settings() {
            Config config = ConfigProvider.getConfig();
            return key -> config.getOptionalValue(key, String.class);
        }
    }
}
