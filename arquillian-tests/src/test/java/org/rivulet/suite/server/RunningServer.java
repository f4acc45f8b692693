package org.rivulet.suite.server;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.event.ContainerControlEvent;
import org.jboss.arquillian.container.spi.event.StartContainer;
import org.jboss.arquillian.container.spi.event.StopContainer;
import org.jboss.arquillian.core.api.Event;
import org.jboss.shrinkwrap.api.Archive;

/** The server that the tests run on. */
public final class RunningServer {

    private final Distribution distribution;
    private final Container<?> container;
    private final Event<ContainerControlEvent> control;
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    RunningServer(Distribution distribution, Container<?> container, Event<ContainerControlEvent> control) {
        this.distribution = distribution;
        this.container = container;
        this.control = control;
    }

    void deployed(Archive<?> archive, ProtocolMetaData where) {
        ports.put(
                archive.getName(),
                where.getContexts(HTTPContext.class).iterator().next().getPort());
    }

    /** The name of its Maven profile. */
    public String name() {
        return distribution.name();
    }

    /** Whether it has this. */
    public boolean has(Feature feature) {
        return !distribution.lacks().contains(feature);
    }

    /** The address of a path of the suite's WAR. */
    public URI uri(String path) {
        return uri("suite.war", path);
    }

    /** The address of a path of a WAR that is deployed; a WAR called ROOT has the root of the server. */
    public URI uri(String war, String path) {
        return uriInContext(war, Archives.contextPath(war), path);
    }

    /** The address of a path of a web module of a deployed archive, by its context path. */
    public URI uriInContext(String archive, String context, String path) {
        return URI.create("ws://127.0.0.1:" + ports.get(archive) + context + path);
    }

    /** What its log says so far. */
    public String log() {
        return distribution.logged();
    }

    /** What the log has had since it was so long; all of it if the server has begun a new one. */
    public String logSince(int length) {
        return distribution.loggedSince(length);
    }

    /** Stops it as an administrator does: gracefully. */
    public void stop() {
        control.fire(new StopContainer(container));
    }

    /** Starts it again. */
    public void start() {
        control.fire(new StartContainer(container));
    }

    /** Refuses new requests while what runs goes on. */
    public void suspend() {
        distribution.suspend();
    }

    /** Takes requests again. */
    public void resume() {
        distribution.resume();
    }
}
