package org.rivulet.internal.server;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Jetty 12.1.5: a session reads one frame for each demand, and demands the next when its message handler has returned. Whoever stands first in the chain of
 * demand sees that before the extensions do, which make many frames of a compressed one. Thread-safe.
 * https://github.com/jetty/jetty.project/blob/jetty-12.1.5/jetty-core/jetty-websocket/jetty-websocket-core-common/src/main/java/org/eclipse/jetty/websocket/core/ExtensionStack.java#L49
 */
final class JettyDemand {

    private static final String PACKAGE = "org.eclipse.jetty.websocket.core.";
    private static final String GATE = ReadGate.class.getName();

    private final Class<?> chain;
    private final MethodHandle stack;
    private final MethodHandle executor;
    private final MethodHandle demand;
    private final VarHandle first;
    private final MethodHandle pass;

    JettyDemand(Class<?> session, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> coreSession = loader.loadClass(PACKAGE + "CoreSession");
        Class<?> core = loader.loadClass(PACKAGE + "WebSocketCoreSession");
        Class<?> extensions = loader.loadClass(PACKAGE + "ExtensionStack");
        chain = loader.loadClass(PACKAGE + "util.DemandChain");
        Lookup lookup = MethodHandles.publicLookup();
        MethodHandle toCore = lookup.findVirtual(session, "getCoreSession", MethodType.methodType(coreSession))
                .asType(MethodType.methodType(core, Session.class));
        stack = MethodHandles.filterReturnValue(
                        toCore, lookup.findVirtual(core, "getExtensionStack", MethodType.methodType(extensions)))
                .asType(MethodType.methodType(Object.class, Session.class));
        executor = MethodHandles.filterReturnValue(
                toCore, lookup.findVirtual(core, "getExecutor", MethodType.methodType(Executor.class)));
        demand = lookup.findVirtual(chain, "demand", MethodType.methodType(void.class));
        first = MethodHandles.privateLookupIn(extensions, MethodHandles.lookup())
                .findVarHandle(extensions, "demandChain", chain);
        pass = MethodHandles.lookup()
                .findVirtual(ReadGate.class, "pass", MethodType.methodType(void.class, Runnable.class));
    }

    /** Puts a gate there. Called before the session demands its first frame. */
    void gate(Session session) {
        ReadGate gate = new ReadGate();
        try {
            Object extensions = (Object) stack.invokeExact(session);
            Runnable step = MethodHandleProxies.asInterfaceInstance(
                    Runnable.class, demand.bindTo((Object) first.get(extensions)));
            first.set(
                    extensions,
                    MethodHandleProxies.asInterfaceInstance(
                            chain, pass.bindTo(gate).bindTo(step)));
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

    /** Demands what was not: on a thread of Jetty, since an extension hands over at once what it has. */
    void resume(Session session) {
        Runnable step = gateOf(session).open();
        if (step == null) return;
        try {
            executorOf(session).execute(() -> demand(step));
        } catch (RejectedExecutionException e) {
            // a server that has stopped has no connections
        }
    }

    private static void demand(Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException e) {
            // an extension of a connection that is gone
        }
    }

    private Executor executorOf(Session session) {
        try {
            return (Executor) executor.invokeExact(session);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
