package org.rivulet.internal.server;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Undertow 2.3, alone and in WildFly: {@code UndertowSession.getWebSocketChannel()} has what the standard lacks. A blocked
 * {@code onMessage} is no way to pause there: with a dispatch to workers, which is WildFly's default, Undertow goes on reading and buffers
 * without bound.
 */
final class Undertow implements Server {

    private static final String CONTAINER = "io.undertow.websockets.jsr.ServerWebSocketContainer";

    private final MethodHandle suspendReceives;
    private final MethodHandle resumeReceives;
    private final MethodHandle close;

    Undertow(ClassLoader loader) {
        try {
            Class<?> session = loader.loadClass("io.undertow.websockets.jsr.UndertowSession");
            Class<?> channel = loader.loadClass("io.undertow.websockets.core.WebSocketChannel");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType action = MethodType.methodType(void.class);
            MethodType onSession = MethodType.methodType(void.class, Session.class);
            MethodHandle toChannel = lookup.findVirtual(session, "getWebSocketChannel", MethodType.methodType(channel));
            suspendReceives = onChannel(toChannel, lookup.findVirtual(channel, "suspendReceives", action), onSession);
            resumeReceives = onChannel(toChannel, lookup.findVirtual(channel, "resumeReceives", action), onSession);
            close = onChannel(toChannel, lookup.findVirtual(channel, "close", action), onSession);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Undertow is not one that Rivulet knows (expected: 2.3)", e);
        }
    }

    private static MethodHandle onChannel(MethodHandle toChannel, MethodHandle action, MethodType type) {
        return MethodHandles.filterArguments(action, 0, toChannel).asType(type);
    }

    static boolean isServerOf(ServerContainer container) {
        return container.getClass().getName().equals(CONTAINER);
    }

    @Override
    public boolean pause(Session session) {
        call(suspendReceives, session);
        return true;
    }

    @Override
    public void resume(Session session) {
        call(resumeReceives, session);
    }

    @Override
    public void abort(Session session) {
        call(close, session);
    }

    private static void call(MethodHandle action, Session session) {
        try {
            action.invokeExact(session);
        } catch (IOException e) {
            // the connection is gone, which is all that was wanted of it
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
