package org.rivulet.internal.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A request of GlassFish's or Payara's web container, which stands on Grizzly. It is used again by other connections, and has what it had until one of them overwrites that.
 * Thread-safe.
 */
final class GrizzlyRequest {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final String REQUEST = "org.apache.catalina.connector.Request";
    private static final int WRITE_QUEUE = 65_536;

    // null if this is another container
    private final @Nullable Object request;

    /** The one behind the facade that filters are given. */
    GrizzlyRequest(ServletRequest facade) {
        request = behind(facade);
    }

    private static @Nullable Object behind(ServletRequest facade) {
        try {
            return call(facade, "getUnwrappedCoyoteRequest");
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "No request of Grizzly's that Rivulet knows: it stays as it is", e);
            return null;
        }
    }

    /**
     * GlassFish 7 and 8, Payara 6 and 7: a send completes when Grizzly has queued it, and Grizzly queues 7.9 MB, each frame in a buffer of 8 KiB. With
     * less in the queue the output stream is not ready, and Tyrus keeps the frame until it is written (Payara 6.2025.10: +1 MB instead of +64 MB
     * for a client that does not read).
     * https://github.com/eclipse-ee4j/tyrus/blob/2.1.5/containers/servlet/src/main/java/org/glassfish/tyrus/servlet/TyrusServletWriter.java#L115
     */
    void boundWriteQueue() {
        if (request == null) return;
        try {
            Object connection = call(call(grizzly(request), "getRequest"), "getConnection");
            connection
                    .getClass()
                    .getMethod("setMaxAsyncWriteQueueSize", int.class)
                    .invoke(connection, WRITE_QUEUE);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "Grizzly's write queue keeps its own bound", e);
        }
    }

    /**
     * GlassFish 7 and 8: a request has its filters, and by them the application, until it is used again; Grizzly keeps some for each thread. Nobody asks a
     * request that was upgraded for them.
     * https://github.com/eclipse-ee4j/glassfish/blob/7.0.21/appserver/web/web-core/src/main/java/org/apache/catalina/core/ApplicationFilterFactory.java
     */
    void forgetFilters() {
        if (request == null) return;
        try {
            request.getClass().getMethod("setFilterChain", FilterChain.class).invoke(request, (Object) null);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.DEBUG, "The request keeps its filters until it is used again", e);
        }
    }

    /**
     * GlassFish 7 and 8, Payara 6 and 7: a request has the handler that it was upgraded to, and by it the application, until it is upgraded again. The container
     * asks for it a last time when it destroys it.
     * https://github.com/eclipse-ee4j/glassfish/blob/7.0.21/appserver/web/web-core/src/main/java/org/apache/catalina/connector/WebConnectionImpl.java
     */
    void forget(HttpUpgradeHandler destroyed) {
        Class<?> type = request == null ? null : Ancestors.find(request, REQUEST);
        if (type == null) return;
        try {
            VarHandle handler = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findVarHandle(type, "httpUpgradeHandler", HttpUpgradeHandler.class);
            var unused = handler.compareAndSet(request, destroyed, (HttpUpgradeHandler) null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The request keeps its upgrade until it is upgraded again", e);
        }
    }

    private static Object grizzly(Object request) throws ReflectiveOperationException {
        try {
            return call(request, "getGrizzlyRequest"); // GlassFish 8
        } catch (NoSuchMethodException e) {
            return call(request, "getCoyoteRequest"); // GlassFish 7, Payara 6 and 7
        }
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
