package org.rivulet.internal.server;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Jetty 12.1.5: a session reads one frame for each demand, and demands the next when its message handler has returned. A gate stands last in the chain of
 * demand, right before the connection: one before the extensions would make them fail with "Demand already fulfilled". Thread-safe.
 * https://github.com/jetty/jetty.project/issues/14821
 */
final class JettyDemand {

    private static final String PACKAGE = "org.eclipse.jetty.websocket.core.";
    private static final String GATE = ReadGate.class.getName();
    private static final Set<String> READING = Set.of("FILLING_AND_PARSING", "MORE_FILLING_AND_PARSING");

    /** A thread that leaves has nothing to wait for, so this is never reached. */
    private static final long MAX_LEAVING_NANOS = 1_000_000_000;

    private final Class<?> chain;
    private final MethodHandle connection;
    private final MethodHandle demand;
    private final @Nullable MethodHandle state;
    private final MethodHandle setLast;
    private final MethodHandle pass;

    JettyDemand(Class<?> session, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> coreSession = loader.loadClass(PACKAGE + "CoreSession");
        Class<?> core = loader.loadClass(PACKAGE + "WebSocketCoreSession");
        Class<?> extensions = loader.loadClass(PACKAGE + "ExtensionStack");
        Class<?> reader = loader.loadClass(PACKAGE + "WebSocketConnection");
        chain = loader.loadClass(PACKAGE + "util.DemandChain");
        Lookup lookup = MethodHandles.publicLookup();
        MethodType action = MethodType.methodType(void.class);
        MethodHandle toCore = lookup.findVirtual(session, "getCoreSession", MethodType.methodType(coreSession))
                .asType(MethodType.methodType(core, Session.class));
        connection = MethodHandles.filterReturnValue(
                        toCore, lookup.findVirtual(core, "getConnection", MethodType.methodType(reader)))
                .asType(MethodType.methodType(Object.class, Session.class));
        demand = lookup.findVirtual(reader, "demand", action);
        state = state(reader, loader);
        MethodHandle toExtensions = MethodHandles.filterReturnValue(
                toCore, lookup.findVirtual(core, "getExtensionStack", MethodType.methodType(extensions)));
        setLast = MethodHandles.filterArguments(
                        lookup.findVirtual(extensions, "setLastDemand", action.appendParameterTypes(chain)),
                        0,
                        toExtensions)
                .asType(MethodType.methodType(void.class, Session.class, Object.class));
        pass = MethodHandles.lookup().findVirtual(ReadGate.class, "pass", action.appendParameterTypes(Runnable.class));
    }

    /** Null where a connection has no such state, as before 12.1, or does not show it. */
    private static @Nullable MethodHandle state(Class<?> reader, ClassLoader loader) {
        try {
            Class<?> type = loader.loadClass(reader.getName() + "$State");
            return MethodHandles.privateLookupIn(reader, MethodHandles.lookup())
                    .findGetter(reader, "state", type)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Puts a gate there. Called before the session demands its first frame. */
    void gate(Session session) {
        ReadGate gate = new ReadGate();
        try {
            Object reader = (Object) connection.invokeExact(session);
            Runnable step = MethodHandleProxies.asInterfaceInstance(Runnable.class, demand.bindTo(reader));
            MethodHandle asked = pass.bindTo(gate).bindTo(step);
            setLast.invokeExact(session, (Object) MethodHandleProxies.asInterfaceInstance(chain, asked));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        session.getUserProperties().put(GATE, gate);
    }

    private boolean isReading(Session session) {
        if (state == null) return false;
        try {
            Object reader = (Object) connection.invokeExact(session);
            Object now = (Object) state.invokeExact(reader);
            return READING.contains(now.toString());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReadGate gateOf(Session session) {
        return (ReadGate) Objects.requireNonNull(session.getUserProperties().get(GATE));
    }

    void pause(Session session) {
        gateOf(session).close();
    }

    /**
     * Demands what was not; the connection reads on a thread of Jetty. Jetty 12.1.5: one that comes while the thread that has read is on its way out is for that
     * thread to serve, which returns all the same, and the connection never reads again (1 of 25 streams of 20,000 messages).
     * https://github.com/jetty/jetty.project/blob/jetty-12.1.5/jetty-core/jetty-websocket/jetty-websocket-core-common/src/main/java/org/eclipse/jetty/websocket/core/WebSocketConnection.java
     */
    void resume(Session session) {
        Runnable step = gateOf(session).open();
        if (step == null) return;
        long start = System.nanoTime();
        while (isReading(session) && System.nanoTime() - start < MAX_LEAVING_NANOS) Thread.yield();
        try {
            step.run();
        } catch (RejectedExecutionException e) {
            // a server that has stopped has no connections
        }
    }
}
