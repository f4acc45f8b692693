package org.rivulet.suite.server;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/**
 * GlassFish and Payara Server by their asadmin. Their adapters run it in the JDK of the tests, which may be too old for the server, and the one for GlassFish
 * (arquillian-glassfish-server-managed 1.7) does not find it in GlassFish 8.
 */
public final class AsadminContainer extends OwnContainer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOGGED = Duration.ofSeconds(5);
    private static final int MAX_TRIES = 3;

    private final Set<String> deployed = new HashSet<>();

    @Override
    public void start() throws LifecycleException {
        try {
            int before = server().logged().length();
            for (int tries = 1; !startsWithLog(before); tries++) {
                if (tries == MAX_TRIES) throw new LifecycleException(server().name() + " writes no log");
                stop();
            }
            awaitLoaded(before);
        } catch (IllegalStateException e) {
            throw new LifecycleException(server().name() + " did not start", e);
        }
    }

    /** GlassFish 7.0.21 starts now and then without what writes its log. */
    private static boolean startsWithLog(int before) {
        server().asadmin("start-domain");
        return Waiting.holdsWithin(LOGGED, () -> server().loggedSince(before).contains("[INFO]"));
    }

    /** The command returns before the applications are there that were deployed when the domain stopped. */
    private void awaitLoaded(int before) {
        for (String name : deployed) {
            Pattern loaded = Pattern.compile("Loading application \\[?" + name + "\\]? done in");
            Waiting.until(PATIENCE, name + " to be loaded", () -> loaded.matcher(server().loggedSince(before))
                    .find());
        }
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            server().asadmin("stop-domain");
        } catch (IllegalStateException e) {
            throw new LifecycleException(server().name() + " did not stop", e);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            String file = Archives.export(archive).toString();
            server().asadmin("deploy", "--force=true", "--name=" + nameOf(archive), file);
        } catch (IOException | IllegalStateException e) {
            throw new DeploymentException("cannot deploy " + archive.getName(), e);
        }
        deployed.add(nameOf(archive));
        return at(server().httpPort());
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        if (!deployed.remove(nameOf(archive))) return;
        try {
            server().asadmin("undeploy", nameOf(archive));
        } catch (IllegalStateException e) {
            throw new DeploymentException("cannot undeploy " + archive.getName(), e);
        }
    }

    private static String nameOf(Archive<?> archive) {
        return archive.getName().substring(0, archive.getName().lastIndexOf('.'));
    }

    private static GlassFish server() {
        return (GlassFish) Distribution.current();
    }
}
