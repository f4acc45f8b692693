package org.rivulet.suite.server;

import java.lang.annotation.Annotation;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.event.ContainerControlEvent;
import org.jboss.arquillian.container.spi.event.container.BeforeSetup;
import org.jboss.arquillian.core.api.Event;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.ApplicationScoped;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;

/** Keeps the one {@link RunningServer} true to what Arquillian does. */
public final class RunningServerProvider implements ResourceProvider {

    @Inject
    @ApplicationScoped
    private InstanceProducer<RunningServer> server;

    @Inject
    private Instance<ContainerRegistry> registry;

    @Inject
    private Instance<Deployment> deployment;

    @Inject
    private Event<ContainerControlEvent> control;

    void prepare(@Observes BeforeSetup event) {
        Distribution.current().prepareOnce();
    }

    void deployed(@Observes ProtocolMetaData where) {
        server().deployed(deployment.get().getDescription().getArchive(), where);
    }

    @Override
    public boolean canProvide(Class<?> type) {
        return type == RunningServer.class;
    }

    @Override
    public Object lookup(ArquillianResource resource, Annotation... qualifiers) {
        return server();
    }

    private RunningServer server() {
        if (server.get() == null) {
            Container<?> container = registry.get().getContainers().get(0);
            server.set(new RunningServer(Distribution.current(), container, control));
        }
        return server.get();
    }
}
