package org.rivulet.internal.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.EventListener;

/** Jetty 12, for Jakarta EE 10 and 11. */
final class Jetty implements Server {

    private static final String PACKAGE = "org.eclipse.jetty.";
    private static final String CONTAINER = "server.JakartaWebSocketServerContainer";

    private final ClassLoader loader;
    private final SessionCall abort;
    private final JettyDemand demand;

    Jetty(ServerContainer container) {
        String name = container.getClass().getName();
        loader = container.getClass().getClassLoader();
        try {
            Class<?> session = loader.loadClass(name.replace(CONTAINER, "common.JakartaWebSocketSession"));
            abort = new SessionCall(
                    MethodHandles.publicLookup().findVirtual(session, "abort", MethodType.methodType(void.class)));
            demand = new JettyDemand(session, loader);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Jetty is not one that Rivulet knows (expected: 12)", e);
        }
    }

    static boolean isServerOf(ServerContainer container) {
        String name = container.getClass().getName();
        return name.startsWith(PACKAGE) && name.endsWith(".websocket.jakarta." + CONTAINER);
    }

    @Override
    public void opened(Session session, int maxMessageSize) {
        demand.gate(session);
    }

    @Override
    public boolean pause(Session session) {
        demand.pause(session);
        return true;
    }

    @Override
    public void resume(Session session) {
        demand.resume(session);
    }

    @Override
    public void abort(Session session, CloseReason why) {
        abort.on(session);
    }

    /**
     * Jetty 12.1.5: a server that stops, as by SIGTERM, closes its connectors and so every connection before it stops its contexts. It says that it
     * is stopping before either.
     * https://github.com/jetty/jetty.project/blob/jetty-12.1.5/jetty-core/jetty-server/src/main/java/org/eclipse/jetty/server/Server.java#L723
     */
    @Override
    public Runnable beforeShutdown(Runnable action) {
        try {
            Object context = loader.loadClass(PACKAGE + "server.handler.ContextHandler")
                    .getMethod("getCurrentContextHandler")
                    .invoke(null);
            Object server = context.getClass().getMethod("getServer").invoke(context);
            Class<?> lifeCycle = loader.loadClass(PACKAGE + "util.component.LifeCycle");
            Method remove = lifeCycle.getMethod("removeEventListener", EventListener.class);
            EventListener listener = whenStopping(action);
            lifeCycle.getMethod("addEventListener", EventListener.class).invoke(server, listener);
            return () -> call(remove, server, listener);
        } catch (ReflectiveOperationException e) {
            System.getLogger("org.rivulet")
                    .log(
                            Level.WARNING,
                            "This Jetty does not tell when it stops (expected: 12): streams will end without a close",
                            e);
            return () -> {};
        }
    }

    private EventListener whenStopping(Runnable action) throws ClassNotFoundException {
        Class<?> type = loader.loadClass(PACKAGE + "util.component.LifeCycle$Listener");
        return (EventListener)
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, with) -> {
                    switch (method.getName()) {
                        case "lifeCycleStopping" -> action.run();
                        case "equals" -> {
                            return self == with[0];
                        }
                        case "hashCode" -> {
                            return System.identityHashCode(self);
                        }
                        case "toString" -> {
                            return "Rivulet";
                        }
                        default -> {}
                    }
                    return null;
                });
    }

    private static void call(Method method, Object on, Object with) {
        try {
            method.invoke(on, with);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
