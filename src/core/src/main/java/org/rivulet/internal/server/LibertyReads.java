package org.rivulet.internal.server;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty 26.0.0.3: a connection asks its channel for the next read, of at most 8 KiB, when it has handled what the last one brought. Between the two
 * stands a gate. Thread-safe.
 * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/WsocConnLink.java
 */
final class LibertyReads {

    private static final String CHANNEL = "com.ibm.wsspi.tcpchannel.";
    private static final String GATE = Gate.class.getName();

    private final MethodHandle toLink;
    private final MethodHandle toLinkRead;
    private final Class<?> channel;
    private final Class<?> callback;
    private final Method read;
    private final Field channelOfLink;
    private final Field channelOfLinkRead;
    private final Field lock;

    /** The handles take a session, and return an object. */
    LibertyReads(MethodHandle toLink, MethodHandle toLinkRead, Class<?> link, Class<?> linkRead)
            throws ReflectiveOperationException {
        this.toLink = toLink;
        this.toLinkRead = toLinkRead;
        channel = link.getClassLoader().loadClass(CHANNEL + "TCPReadRequestContext");
        callback = link.getClassLoader().loadClass(CHANNEL + "TCPReadCompletedCallback");
        read = channel.getMethod("read", long.class, callback, boolean.class, int.class);
        channelOfLink = field(link, "tcpReadContext");
        channelOfLinkRead = field(linkRead, "tcpReadContext");
        lock = field(link, "linkSync");
    }

    private static Field field(Class<?> owner, String name) throws NoSuchFieldException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** Puts a gate there. Called before the first read. */
    void gate(Session session) {
        try {
            Object link = (Object) toLink.invokeExact(session);
            Object channelBehind = channelOfLink.get(link);
            if (channelBehind == null) return; // on Netty, which is in beta, there is none
            Gate gate = new Gate(channelBehind, lock.get(link));
            channelOfLink.set(link, gate.proxy);
            channelOfLinkRead.set((Object) toLinkRead.invokeExact(session), gate.proxy);
            session.getUserProperties().put(GATE, gate);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    boolean pause(Session session) {
        Gate gate = gateOf(session);
        if (gate != null) gate.reads.close();
        return gate != null;
    }

    void resume(Session session) {
        Gate gate = gateOf(session);
        if (gate != null) gate.open();
    }

    private static @Nullable Gate gateOf(Session session) {
        return (Gate) session.getUserProperties().get(GATE);
    }

    /** The channel as the connection sees it. */
    private final class Gate implements InvocationHandler {

        private final Object channelBehind;
        private final Object proxy;
        // the connection's own, which it holds whenever it reads or cancels a read
        private final Object linkSync;
        private final ReadGate reads = new ReadGate();

        Gate(Object channelBehind, Object linkSync) {
            this.channelBehind = channelBehind;
            this.linkSync = linkSync;
            this.proxy = proxy(channel, this);
        }

        void open() {
            synchronized (linkSync) {
                Runnable step = reads.open();
                if (step != null) step.run();
            }
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
            if (!method.equals(read)) return call(channelBehind, method, arguments);
            if (arguments[1] == null) { // cancels the read that is under way, so that must be
                open();
                return call(channelBehind, read, arguments);
            }
            arguments[1] = proxy(callback, told(arguments[1]));
            return reads.holds(() -> readNow(arguments)) ? null : call(channelBehind, read, arguments);
        }

        private void readNow(Object[] arguments) {
            try {
                call(channelBehind, read, arguments);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** A callback is told of the channel too, and reads on by what it is told. */
        private InvocationHandler told(Object listener) {
            return (self, method, arguments) -> {
                if (method.getDeclaringClass() == callback) arguments[1] = proxy;
                return call(listener, method, arguments);
            };
        }
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private static @Nullable Object call(Object on, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
