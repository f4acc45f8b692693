package org.rivulet.internal.server;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle.AccessMode;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
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

    private final Class<?> chain;
    private final MethodHandle connection;
    private final MethodHandle demand;
    private final MethodHandle threads;
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
        threads = lookup.findVirtual(reader, "getExecutor", MethodType.methodType(Executor.class))
                .asType(MethodType.methodType(Executor.class, Object.class));
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

    /** Null where a connection has no such state, as in early 12.0, or does not show it. */
    private static @Nullable MethodHandle state(Class<?> reader, ClassLoader loader) {
        try {
            Class<?> type = loader.loadClass(reader.getName() + "$State");
            return MethodHandles.privateLookupIn(reader, MethodHandles.lookup())
                    .findVarHandle(reader, "state", type)
                    .toMethodHandle(AccessMode.GET_VOLATILE)
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

    private static ReadGate gateOf(Session session) {
        return (ReadGate) Objects.requireNonNull(session.getUserProperties().get(GATE));
    }

    void pause(Session session) {
        gateOf(session).close();
    }

    /** Demands what was not; the connection reads on a thread of Jetty. */
    void resume(Session session) {
        Runnable step = gateOf(session).open();
        if (step == null) return;
        try {
            Object reader = (Object) connection.invokeExact(session);
            whenLeft(() -> isReading(reader), (Executor) threads.invokeExact(reader), step);
        } catch (RejectedExecutionException e) {
            // a server that has stopped has no connections
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Takes a step once the thread that has read is out of the connection, here or on another thread. Jetty 12.1.5: a demand that comes between that thread's last
     * look for one and its leaving is for that thread to serve, which returns all the same; then the connection never reads again. However long it takes, since it
     * may have lost its processor right there: it has nothing to wait for, but here one would wait with the stream's inbox locked.
     * https://github.com/jetty/jetty.project/pull/14983
     */
    static void whenLeft(BooleanSupplier isReading, Executor threads, Runnable step) {
        if (!isReading.getAsBoolean()) {
            step.run();
            return;
        }
        threads.execute(() -> {
            while (isReading.getAsBoolean()) Thread.yield();
            step.run();
        });
    }

    private boolean isReading(Object reader) {
        if (state == null) return false;
        try {
            Object now = (Object) state.invokeExact(reader);
            return READING.contains(now.toString());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
