package org.rivulet.suite.server;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Our containers have nothing to configure: their {@link Distribution} says it all. */
public final class NoConfiguration implements ContainerConfiguration {

    @Override
    public void validate() {
        // nothing to be wrong
    }
}
