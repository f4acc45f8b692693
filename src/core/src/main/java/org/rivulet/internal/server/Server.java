package org.rivulet.internal.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** What Jakarta WebSocket has no words for, done by the means of the server at hand; by itself, what the standard allows. Thread-safe. */
public interface Server {

    /** The request that the server shall be shown in place of one that it is about to upgrade. */
    default HttpServletRequest upgrading(HttpServletRequest request) {
        return request;
    }

    /**
     * Has the container look for its caller in a request where it has not looked, or not in all that this one has. Whom it finds, its own request knows from then on.
     *
     * @param response for what it would tell the client
     */
    default void findCaller(HttpServletRequest request, HttpServletResponse response) {}

    /** Whether a refusal can name the protocol that is wanted, in the header Upgrade. */
    default boolean canOfferUpgrade() {
        return true;
    }

    /** A session has been opened, for messages of at most so many bytes. */
    default void opened(Session session, int maxMessageSize) {}

    /** Whether text can be taken part by part, wherever its parts end. */
    default boolean splitsText() {
        return true;
    }

    /**
     * How many asynchronous sends may be under way at once: a server that takes several in their order may write them together. Most throw, lose messages or
     * never complete.
     */
    default int writesAtOnce() {
        return 1;
    }

    /** How many bytes of a message that has not ended the server keeps to itself. */
    default long held(Session session) {
        return 0;
    }

    /**
     * Stops reading from the client: what it sends stays in the socket, and holds it back.
     *
     * @return false if this server cannot
     */
    default boolean pause(Session session) {
        return false;
    }

    /** Reads again after a pause. */
    default void resume(Session session) {
        throw new UnsupportedOperationException("never paused");
    }

    /** Whether closing a session by this thread may wait for other threads of the container, so that none of these may do it. */
    default boolean closeWaits(Session session) {
        return false;
    }

    /** Sends a close frame. */
    default void close(Session session, CloseReason reason) throws IOException {
        session.close(reason);
    }

    /**
     * Cuts the connection where a close frame cannot get through. Does nothing to a connection that is gone.
     *
     * @param why what the client is told where the only way is to close
     */
    default void abort(Session session, CloseReason why) {
        try {
            session.close(why);
        } catch (IOException | IllegalStateException e) {
            // a connection that cannot even be closed is gone
        }
    }

    /** Reminds the server of reads and writes that it has been asked for. Called now and then. */
    default void remind() {}

    /**
     * Has an action run before the server closes its connections, if it does so before it stops its applications. Called by the thread that
     * deploys.
     *
     * @return what takes that back
     */
    default Runnable beforeShutdown(Runnable action) {
        return () -> {};
    }

    /**
     * The server that this container belongs to, told by its class. One of a version that is not known is used as any other, and the log says so.
     *
     * @param maxMessageSize bytes of the largest message that any endpoint takes
     */
    static Server of(ServerContainer container, long maxMessageSize) {
        try {
            return known(container, maxMessageSize);
        } catch (IllegalStateException unknown) {
            System.getLogger("org.rivulet")
                    .log(Level.WARNING, unknown.getMessage() + ": streams have what the standard offers", unknown);
            return new PortableServer();
        }
    }

    private static Server known(ServerContainer container, long maxMessageSize) {
        ClassLoader loader = container.getClass().getClassLoader();
        if (Undertow.isServerOf(container)) return new Undertow(container);
        if (Tomcat.isServerOf(container)) return new Tomcat(loader);
        if (Jetty.isServerOf(container)) return new Jetty(container);
        Class<?> tyrus = Tyrus.typeOf(container);
        if (tyrus != null) return new Tyrus(tyrus, container, maxMessageSize);
        Class<?> liberty = Liberty.typeOf(container);
        if (liberty != null) return new Liberty(liberty.getClassLoader());
        return new PortableServer();
    }
}
