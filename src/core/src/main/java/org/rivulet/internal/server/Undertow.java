package org.rivulet.internal.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

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
    private final SessionCall forget;
    private final MethodHandle toChannel;
    private final MethodHandle isCloseFrameSent;
    private final MethodHandle ioThread;
    private final MethodHandle sendClose;
    private final ServerContainer container;
    private final Method endpoints;
    private final Method removeOpenSession;

    Undertow(ServerContainer container) {
        this.container = container;
        ClassLoader loader = container.getClass().getClassLoader();
        try {
            Class<?> session = loader.loadClass("io.undertow.websockets.jsr.UndertowSession");
            Class<?> channel = loader.loadClass("io.undertow.websockets.core.WebSocketChannel");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType action = MethodType.methodType(void.class);
            MethodHandle get = lookup.findVirtual(session, "getWebSocketChannel", MethodType.methodType(channel));
            suspendReceives = onChannel(get, lookup.findVirtual(channel, "suspendReceives", action));
            resumeReceives = onChannel(get, lookup.findVirtual(channel, "resumeReceives", action));
            close = onChannel(get, lookup.findVirtual(channel, "close", action));
            forget = onChannel(get, forget(channel));
            toChannel = get.asType(MethodType.methodType(Object.class, Session.class));
            isCloseFrameSent = lookup.findVirtual(channel, "isCloseFrameSent", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
            ioThread = lookup.unreflect(channel.getMethod("getIoThread"))
                    .asType(MethodType.methodType(Executor.class, Object.class));
            sendClose = sendClose(channel, loader)
                    .asType(MethodType.methodType(void.class, int.class, String.class, Object.class));
            endpoints = container.getClass().getMethod("getConfiguredServerEndpoints");
            removeOpenSession = loader.loadClass("io.undertow.websockets.jsr.SessionContainer")
                    .getMethod("removeOpenSession", Session.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Undertow is not one that Rivulet knows (expected: 2.3)", e);
        }
    }

    private static SessionCall onChannel(MethodHandle toChannel, MethodHandle action) {
        return new SessionCall(MethodHandles.filterArguments(action, 0, toChannel));
    }

    /** {@code WebSockets.sendClose(code, reason, channel, null)}. */
    private static MethodHandle sendClose(Class<?> channel, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> callback = loader.loadClass("io.undertow.websockets.core.WebSocketCallback");
        Class<?> sockets = loader.loadClass("io.undertow.websockets.core.WebSockets");
        MethodType type = MethodType.methodType(void.class, int.class, String.class, channel, callback);
        return MethodHandles.insertArguments(
                MethodHandles.publicLookup().findStatic(sockets, "sendClose", type), 3, (Object) null);
    }

    /** {@code channel.peerConnections.remove(channel)}. */
    private static MethodHandle forget(Class<?> channel) throws ReflectiveOperationException {
        MethodHandle peers = MethodHandles.privateLookupIn(channel, MethodHandles.lookup())
                .findGetter(channel, "peerConnections", Set.class);
        MethodHandle remove = MethodHandles.publicLookup()
                .findVirtual(Set.class, "remove", MethodType.methodType(boolean.class, Object.class));
        return MethodHandles.foldArguments(remove.asType(MethodType.methodType(void.class, Set.class, channel)), peers);
    }

    static boolean isServerOf(ServerContainer container) {
        return container.getClass().getName().equals(CONTAINER);
    }

    /**
     * WildFly 39 suspends before it undeploys when it stops, and then its container closes every session that an endpoint lists: without a reason, and with what
     * was accepted unsent (4 of 737 messages). A stream is not listed: it goes on, until its own deployment ends.
     * https://github.com/undertow-io/undertow/blob/2.3.23.Final/websockets-jsr/src/main/java/io/undertow/websockets/jsr/ServerWebSocketContainer.java
     */
    @Override
    public void opened(Session session, int maxMessageSize) {
        try {
            for (Object endpoint : (List<?>) endpoints.invoke(container)) removeOpenSession.invoke(endpoint, session);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Undertow 2.3.23: what was sent while its I/O thread was busy is written by one gathering write. With more than 50 frames waiting it stops reading.
     * https://github.com/undertow-io/undertow/blob/2.3.23.Final/core/src/main/java/io/undertow/server/protocol/framed/AbstractFramedChannel.java
     */
    @Override
    public int writesAtOnce() {
        return 32;
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

    /**
     * Undertow 2.3.23: a session that is closed when the client's close frame has come, and has not been handled yet, leaves the answer to who handles it, and that one leaves
     * it to the session. Then nobody answers, and the connection stays until the client gives up. The thread that handles it looks again.
     * https://github.com/undertow-io/undertow/blob/2.3.23.Final/websockets-jsr/src/main/java/io/undertow/websockets/jsr/FrameHandler.java
     */
    @Override
    public void close(Session session, CloseReason reason) throws IOException {
        session.close(reason);
        Object channel = Reflected.call(() -> (Object) toChannel.invokeExact(session));
        if (isClosing(channel)) return;
        Reflected.call(() -> (Executor) ioThread.invokeExact(channel)).execute(() -> answer(channel, reason));
    }

    private void answer(Object channel, CloseReason reason) {
        if (isClosing(channel)) return;
        Reflected.call(() -> {
            sendClose.invokeExact(reason.getCloseCode().getCode(), reason.getReasonPhrase(), channel);
            return channel;
        });
    }

    private boolean isClosing(Object channel) {
        return Reflected.call(() -> (boolean) isCloseFrameSent.invokeExact(channel));
    }

    /**
     * Undertow 2.3.23: a connection that closes while it is upgraded is taken from the filter's connections before it is put there, and stays, with its
     * session and stream (239 after 3,500 visits, some of them reset right after the request).
     * https://github.com/undertow-io/undertow/blob/2.3.23.Final/websockets-jsr/src/main/java/io/undertow/websockets/jsr/JsrWebSocketFilter.java#L138
     */
    @Override
    public void abort(Session session, CloseReason why) {
        close.on(session);
        forget.on(session);
    }
}
