package org.rivulet.embedded.app.plugin;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;

/** Adds a bean that no archive has. */
public class PluginExtension implements Extension {

    void addBean(@Observes AfterBeanDiscovery event) {
        event.<StringBuilder>addBean()
                .addType(StringBuilder.class)
                .createWith(context -> new StringBuilder("extended"));
    }
}
