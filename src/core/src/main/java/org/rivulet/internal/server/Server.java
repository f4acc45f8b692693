package org.rivulet.internal.server;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;

/** What Jakarta WebSocket has no words for, done by the means of the server at hand. Thread-safe. */
public interface Server {

    /**
     * Stops reading from the client: what it sends stays in the socket, and holds it back.
     *
     * @return false if this server cannot
     */
    boolean pause(Session session);

    /** Reads again after a pause. */
    void resume(Session session);

    /** Cuts the connection where a close frame cannot get through. Does nothing to a connection that is gone. */
    void abort(Session session);

    /** The server that this container belongs to, told by its class. */
    static Server of(ServerContainer container) {
        return Undertow.isServerOf(container)
                ? new Undertow(container.getClass().getClassLoader())
                : new PortableServer();
    }
}
