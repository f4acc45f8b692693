package org.rivulet.suite.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/** A server in a process of its own, for those that have no adapter: started by a command, stopped by SIGTERM. */
abstract class ProcessContainer extends OwnContainer {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofMinutes(1);

    /** For the server's own means of deployment. */
    protected static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private Process process;

    ProcessContainer(int port) {
        this.port = port;
    }

    @Override
    public void start() throws LifecycleException {
        Distribution server = Distribution.current();
        try {
            process = command(server).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Waiting.until(START, server.name() + " to start", () -> {
                if (!process.isAlive())
                    throw new IllegalStateException(server.name() + " did not start: " + server.logged());
                return isReady();
            });
        } catch (IOException | RuntimeException e) {
            throw new LifecycleException(server.name() + " did not start", e);
        }
    }

    @Override
    public void stop() throws LifecycleException {
        process.destroy();
        try {
            if (process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new LifecycleException(Distribution.current().name() + " did not stop");
    }

    @Override
    public final ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            deploy(Archives.export(archive));
        } catch (IOException | RuntimeException e) {
            throw new DeploymentException("cannot deploy " + archive.getName(), e);
        }
        return at(port);
    }

    @Override
    public final void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            undeploy(archive.getName());
        } catch (IOException | RuntimeException e) {
            throw new DeploymentException("cannot undeploy " + archive.getName(), e);
        }
    }

    /** The running server. */
    protected final Process process() {
        return process;
    }

    /** Where it listens. */
    protected final String address() {
        return "http://127.0.0.1:" + port;
    }

    /** What starts it and stays. */
    abstract ProcessBuilder command(Distribution server) throws IOException;

    /** Whether applications can be deployed. */
    abstract boolean isReady();

    /** Deploys a file, and waits until it serves. */
    abstract void deploy(Path archive) throws IOException;

    /** Undeploys what was deployed as a file of this name, even if it failed. */
    abstract void undeploy(String archive) throws IOException;
}
