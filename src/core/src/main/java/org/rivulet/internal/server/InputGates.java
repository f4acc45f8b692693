package org.rivulet.internal.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.server.GatedUpgrade.GatedConnection;

/**
 * The gates before the inputs of one deployment's connections, by which reading pauses where the container's WebSocket stands on {@code
 * HttpServletRequest.upgrade} (Jakarta Servlet 6.0, 2.3.3.5). Thread-safe.
 */
final class InputGates {

    private static final String CONNECTION = GatedConnection.class.getName();

    /** Reading does not wait for anything, so that few are enough; and they hold nothing of an application that is gone. */
    private static final int READERS = 2;

    private static final int IDLE_SECONDS = 1;

    private final String handlerClass;
    private final Executor readers = readers();

    /** The connection that the calling thread opens. */
    private final ThreadLocal<GatedConnection> opening = new ThreadLocal<>();

    /** Gates for upgrades to the handler of this name. */
    InputGates(String handlerClass) {
        this.handlerClass = handlerClass;
    }

    private static Executor readers() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                READERS, READERS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "rivulet-reader");
                    thread.setContextClassLoader(loader);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** The request, whose upgrade gets a gate, and is shown to {@code whenDestroyed} at its end. */
    HttpServletRequest upgrading(HttpServletRequest request, Consumer<HttpUpgradeHandler> whenDestroyed) {
        return new Upgrading(request, whenDestroyed);
    }

    InputGate before(ServletInputStream input) {
        return new InputGate(input, readers);
    }

    /** Opens a connection: the container calls the endpoint, and by it {@link #opened}, in the thread that initializes the handler. */
    void during(GatedConnection connection, Runnable init) {
        opening.set(connection);
        try {
            init.run();
        } finally {
            opening.remove();
        }
    }

    /** The session that the calling thread opens has the connection that it opens. */
    void opened(Session session) {
        GatedConnection connection = opening.get();
        if (connection != null) session.getUserProperties().put(CONNECTION, connection);
    }

    /** The connection of a session; null if it was upgraded otherwise. */
    static @Nullable GatedConnection of(Session session) {
        return (GatedConnection) session.getUserProperties().get(CONNECTION);
    }

    private final class Upgrading extends HttpServletRequestWrapper {

        private final Consumer<HttpUpgradeHandler> whenDestroyed;

        Upgrading(HttpServletRequest request, Consumer<HttpUpgradeHandler> whenDestroyed) {
            super(request);
            this.whenDestroyed = whenDestroyed;
        }

        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
            if (!type.getName().equals(handlerClass)) return super.upgrade(type);
            T handler = make(type);
            super.upgrade(GatedUpgrade.class).passOn(handler, InputGates.this, whenDestroyed);
            return handler;
        }

        private static <T> T make(Class<T> type) throws ServletException {
            try {
                return type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new ServletException(e);
            }
        }
    }
}
