package org.rivulet.suite.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.rivulet.embedded.EmbeddedServer;

/** An embedded server for each deployment. */
public final class EmbeddedContainer implements DeployableContainer<NoConfiguration> {

    private final Map<String, EmbeddedServer> servers = new ConcurrentHashMap<>();

    @Override
    public Class<NoConfiguration> getConfigurationClass() {
        return NoConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return ProtocolDescription.DEFAULT;
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            String context = Archives.contextPath(archive.getName());
            Path war = Archives.export(archive);
            EmbeddedServer server = EmbeddedServer.builder()
                    .host("127.0.0.1")
                    .context(context.isEmpty() ? "/" : context)
                    .war(war)
                    .start();
            servers.put(archive.getName(), server);
            return new ProtocolMetaData()
                    .addContext(new HTTPContext("127.0.0.1", server.uri().getPort()));
        } catch (Exception e) {
            throw new DeploymentException("cannot deploy " + archive.getName(), e);
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        EmbeddedServer server = servers.remove(archive.getName());
        if (server != null) server.close();
    }

    @Override
    public void stop() {
        servers.values().forEach(EmbeddedServer::close);
        servers.clear();
    }
}
