package org.rivulet.internal.server;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
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

    private final SessionCall suspendReceives;
    private final SessionCall resumeReceives;
    private final SessionCall close;

    Undertow(ClassLoader loader) {
        try {
            Class<?> session = loader.loadClass("io.undertow.websockets.jsr.UndertowSession");
            Class<?> channel = loader.loadClass("io.undertow.websockets.core.WebSocketChannel");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType action = MethodType.methodType(void.class);
            MethodHandle toChannel = lookup.findVirtual(session, "getWebSocketChannel", MethodType.methodType(channel));
            suspendReceives = onChannel(toChannel, lookup.findVirtual(channel, "suspendReceives", action));
            resumeReceives = onChannel(toChannel, lookup.findVirtual(channel, "resumeReceives", action));
            close = onChannel(toChannel, lookup.findVirtual(channel, "close", action));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Undertow is not one that Rivulet knows (expected: 2.3)", e);
        }
    }

    private static SessionCall onChannel(MethodHandle toChannel, MethodHandle action) {
        return new SessionCall(MethodHandles.filterArguments(action, 0, toChannel));
    }

    static boolean isServerOf(ServerContainer container) {
        return container.getClass().getName().equals(CONTAINER);
    }

    @Override
    public boolean pause(Session session) {
        suspendReceives.on(session);
        return true;
    }

    @Override
    public void resume(Session session) {
        resumeReceives.on(session);
    }

    @Override
    public void abort(Session session) {
        close.on(session);
    }
}
