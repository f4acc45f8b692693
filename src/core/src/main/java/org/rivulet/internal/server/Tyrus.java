package org.rivulet.internal.server;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.server.GatedUpgrade.GatedConnection;

/** Tyrus 2.1 and 2.2 on Grizzly: in GlassFish 7 and 8 and in Payara 6 and 7. */
final class Tyrus implements Server {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private static final String CONTAINER = "org.glassfish.tyrus.server.TyrusServerContainer";
    private static final String UPGRADE_HANDLER = "org.glassfish.tyrus.servlet.TyrusHttpUpgradeHandler";

    /** What Tyrus takes by itself: 4 MiB and the head of a frame. */
    private static final int DEFAULT_BUFFER = 4_194_315;

    /** The head of a masked frame (RFC 6455, 5.2). */
    private static final int FRAME_HEAD = 14;

    private static final String SESSION = "org.glassfish.tyrus.core.TyrusSession";

    /** Takes tasks, and runs none. */
    private static final ScheduledExecutorService NEVER = never();

    private final InputGates gates = new InputGates(UPGRADE_HANDLER);

    /** For a class that {@link #typeOf} found. */
    Tyrus(Class<?> type, ServerContainer container, long maxMessageSize) {
        enlargeBuffer(type, container, (int) Math.min(maxMessageSize + FRAME_HEAD, Integer.MAX_VALUE));
    }

    static @Nullable Class<?> typeOf(ServerContainer container) {
        return Ancestors.find(container, CONTAINER);
    }

    /**
     * Tyrus 2.1.5, 2.2.2: a frame that does not fit into the incoming buffer is 1011 "Buffer overflow.", whatever the limit of the endpoint. Its context
     * parameter is of no use where Tyrus's initializer runs before ours (Payara 7), its engine's setter is.
     * https://github.com/eclipse-ee4j/tyrus/blob/2.1.5/core/src/main/java/org/glassfish/tyrus/core/TyrusWebSocketEngine.java#L508
     */
    private static void enlargeBuffer(Class<?> type, ServerContainer container, int size) {
        if (size <= DEFAULT_BUFFER) return;
        try {
            Object engine = type.getMethod("getWebSocketEngine").invoke(container);
            engine.getClass().getMethod("setIncomingBufferSize", int.class).invoke(engine, size);
        } catch (ReflectiveOperationException e) {
            LOG.log(
                    Level.WARNING,
                    "This Tyrus is not one that Rivulet knows (expected: 2.1 or 2.2): frames of more than 4 MiB will not get through",
                    e);
        }
    }

    /**
     * GlassFish 7 and 8, Payara 6 and 7: Grizzly takes a response with that header for the end of HTTP on the connection, and neither says how long
     * the body is nor closes: the client waits for the rest.
     * https://github.com/eclipse-ee4j/grizzly/blob/4.0.2/modules/http/src/main/java/org/glassfish/grizzly/http/HttpServerFilter.java
     */
    @Override
    public boolean canOfferUpgrade() {
        return false;
    }

    @Override
    public HttpServletRequest upgrading(HttpServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) innermost = wrapper.getRequest();
        GrizzlyRequest below = new GrizzlyRequest(innermost);
        below.boundWriteQueue();
        below.forgetFilters();
        HttpServletRequest gated = gates.upgrading(request, below::forget);
        return looksThroughWrappers(innermost) ? noWrapper(gated) : gated;
    }

    private static ScheduledExecutorService never() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(0, new ThreadPoolExecutor.DiscardPolicy());
        executor.shutdown();
        return executor;
    }

    @Override
    public void opened(Session session, int maxMessageSize) {
        gates.opened(session);
        dropIdleTimeout(session);
    }

    /**
     * Tyrus 2.1.5, 2.2.0: each message, in or out, starts the idle timeout of its session again, even where that is 0, and by the container's managed executor: its
     * tasks have the application's context, which costs more than a message. A stream minds its idle time itself.
     * https://github.com/eclipse-ee4j/tyrus/blob/2.1.5/core/src/main/java/org/glassfish/tyrus/core/TyrusSession.java
     */
    private static void dropIdleTimeout(Session session) {
        Class<?> type = Ancestors.find(session, SESSION);
        if (type == null) return;
        try {
            Reflected.opened(type.getDeclaredField("service")).set(session, NEVER);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "This Tyrus keeps its idle timeout, which makes each message slower", e);
        }
    }

    /**
     * Tyrus 2.1.5, 2.2.2 reads from any thread that tells it of data, as long as its input says that it is ready; the upgrade is the standard's, so a gate can be
     * put before that input. Blocking {@code onMessage} instead would hold one of the five threads of GlassFish's and Payara's default pool.
     * https://github.com/eclipse-ee4j/tyrus/blob/2.1.5/containers/servlet/src/main/java/org/glassfish/tyrus/servlet/TyrusHttpUpgradeHandler.java#L110
     */
    @Override
    public boolean pause(Session session) {
        GatedConnection connection = InputGates.of(session);
        if (connection == null) return false;
        connection.gate().shut();
        return true;
    }

    @Override
    public void resume(Session session) {
        GatedConnection connection = InputGates.of(session);
        if (connection != null) connection.gate().open();
    }

    /**
     * Tyrus 2.1.5, 2.2.2: a session that we have closed is not open, so closing it again does nothing; and one that is open would tell a client that is given up 1011.
     * This is what Tyrus does when the last frame is written.
     * https://github.com/eclipse-ee4j/tyrus/blob/2.1.5/containers/servlet/src/main/java/org/glassfish/tyrus/servlet/TyrusServletWriter.java
     */
    @Override
    public void abort(Session session, CloseReason why) {
        GatedConnection connection = InputGates.of(session);
        try {
            if (connection != null) connection.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "The connection is gone already", e);
        }
        Server.super.abort(session, why);
    }

    private static boolean looksThroughWrappers(ServletRequest facade) {
        try {
            facade.getClass().getClassLoader().loadClass("org.apache.catalina.core.WebSocketFilterWrapper");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * GlassFish 7 and 8: WebSocketFilterWrapper, around Tyrus's filter, looks for its own request through every ServletRequestWrapper, and shows Tyrus that
     * one's URI, with the context path that a default web module hides. It finds nothing behind a request that is no wrapper.
     * https://github.com/eclipse-ee4j/glassfish/pull/25107, https://github.com/eclipse-ee4j/glassfish/pull/24691
     */
    private static HttpServletRequest noWrapper(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String uri = request.getServletContext().getContextPath() + path;
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getRequestURI")) return uri;
                    try {
                        return method.invoke(request, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
