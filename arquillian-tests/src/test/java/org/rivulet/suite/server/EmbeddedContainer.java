package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.rivulet.embedded.EmbeddedServer;

/** An embedded server for each deployment. */
public final class EmbeddedContainer extends OwnContainer {

    private static final Logger LOG = Logger.getLogger("");

    private final Map<String, EmbeddedServer> servers = new ConcurrentHashMap<>();
    private FileHandler log;

    @Override
    public void start() throws LifecycleException {
        Path file = Distribution.current().log();
        try {
            Files.createDirectories(file.getParent());
            log = new FileHandler(file.toString(), true);
            log.setFormatter(new SimpleFormatter());
            LOG.addHandler(log);
        } catch (IOException e) {
            throw new LifecycleException("no log", e);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        String context = Archives.contextPath(archive.getName());
        try {
            Path war = Archives.export(archive);
            EmbeddedServer server = EmbeddedServer.builder()
                    .host("127.0.0.1")
                    .context(context.isEmpty() ? "/" : context)
                    .war(war)
                    .start();
            servers.put(archive.getName(), server);
            return at(server.uri().getPort());
        } catch (Exception e) {
            LOG.log(Level.SEVERE, archive.getName() + " was not deployed", e);
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
        LOG.removeHandler(log);
        log.close();
    }
}
