package org.rivulet.suite.server;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;

/** A container of the suite's, for a server whose adapter there is not, or does not do; its {@link Distribution} configures it. */
abstract class OwnContainer implements DeployableContainer<NoConfiguration> {

    @Override
    public final Class<NoConfiguration> getConfigurationClass() {
        return NoConfiguration.class;
    }

    @Override
    public final ProtocolDescription getDefaultProtocol() {
        return ProtocolDescription.DEFAULT;
    }

    /** Where an application can be called. */
    static ProtocolMetaData at(int port) {
        return new ProtocolMetaData().addContext(new HTTPContext("127.0.0.1", port));
    }
}
