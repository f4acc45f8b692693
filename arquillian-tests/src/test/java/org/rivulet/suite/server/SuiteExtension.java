package org.rivulet.suite.server;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** Prepares the server before it starts, and gives it to the tests; and our own container where there is no adapter that works. */
public final class SuiteExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(ResourceProvider.class, RunningServerProvider.class).observer(RunningServerProvider.class);
        Distribution.current().container().ifPresent(own -> builder.service(DeployableContainer.class, own));
    }
}
