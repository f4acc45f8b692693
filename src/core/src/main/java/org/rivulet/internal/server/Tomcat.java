package org.rivulet.internal.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.locks.Lock;

/** Tomcat 10.1 and 11, alone and in TomEE 10: {@code WsSession} has what the standard lacks. */
final class Tomcat implements Server {

    private static final String CONTAINER = "org.apache.tomcat.websocket.server.WsServerContainer";
    private static final CloseReason UNANSWERED = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "");

    /** The reading thread has nothing to wait for on its way, so this is never reached. */
    private static final long MAX_PAUSING_NANOS = 1_000_000_000;

    private final SessionCall suspend;
    private final SessionCall resume;
    private final SessionCall cut;
    private final SessionCall closed;
    private final MethodHandle readState;
    private final MethodHandle lock;
    private final SessionCall release;

    Tomcat(ClassLoader loader) {
        try {
            Class<?> session = loader.loadClass("org.apache.tomcat.websocket.WsSession");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodType action = MethodType.methodType(void.class);
            suspend = new SessionCall(lookup.findVirtual(session, "suspend", action));
            resume = new SessionCall(lookup.findVirtual(session, "resume", action));
            MethodHandle onClose =
                    lookup.findVirtual(session, "onClose", MethodType.methodType(void.class, CloseReason.class));
            closed = new SessionCall(MethodHandles.insertArguments(onClose, 1, UNANSWERED));
            readState = readState(session, loader);
            Class<?> socket = loader.loadClass("org.apache.tomcat.util.net.SocketWrapperBase");
            MethodHandle socketOf = socketOf(session, socket, loader);
            cut = new SessionCall(
                    MethodHandles.filterReturnValue(socketOf, lookup.findVirtual(socket, "close", action)));
            lock = MethodHandles.filterReturnValue(socketOf, lookup.unreflect(socket.getMethod("getLock")))
                    .asType(MethodType.methodType(
                            Lock.class, Session.class)); // in 10.1.25 of that type, later of another
            release = new SessionCall(MethodHandles.filterArguments(release(socket, loader), 0, socketOf));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Tomcat is not one that Rivulet knows (expected: 10.1 or 11)", e);
        }
    }

    private static MethodHandle readState(Class<?> session, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> frame = loader.loadClass("org.apache.tomcat.websocket.WsFrameBase");
        Class<?> state = loader.loadClass("org.apache.tomcat.websocket.WsFrameBase$ReadState");
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(session, MethodHandles.lookup());
        MethodHandle ofFrame = lookup.findVirtual(frame, "getReadState", MethodType.methodType(state));
        return MethodHandles.filterArguments(ofFrame, 0, lookup.findGetter(session, "wsFrame", frame))
                .asType(MethodType.methodType(Object.class, Session.class));
    }

    private static MethodHandle socketOf(Class<?> session, Class<?> socket, ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> base = loader.loadClass("org.apache.tomcat.websocket.WsFrameBase");
        Class<?> frame = loader.loadClass("org.apache.tomcat.websocket.server.WsFrameServer");
        MethodHandle frameOf = MethodHandles.privateLookupIn(session, MethodHandles.lookup())
                .findGetter(session, "wsFrame", base)
                .asType(MethodType.methodType(frame, session));
        return MethodHandles.filterReturnValue(
                frameOf,
                MethodHandles.privateLookupIn(frame, MethodHandles.lookup())
                        .findGetter(frame, "socketWrapper", socket));
    }

    /** {@code socket.getEndpoint().getHandler().release(socket)}. */
    private static MethodHandle release(Class<?> socket, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> endpoint = loader.loadClass("org.apache.tomcat.util.net.AbstractEndpoint");
        Class<?> handler = loader.loadClass("org.apache.tomcat.util.net.AbstractEndpoint$Handler");
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(socket, MethodHandles.lookup());
        MethodHandle handlerOf = MethodHandles.filterReturnValue(
                lookup.findVirtual(socket, "getEndpoint", MethodType.methodType(endpoint)),
                lookup.findVirtual(endpoint, "getHandler", MethodType.methodType(handler)));
        MethodHandle release = lookup.findVirtual(handler, "release", MethodType.methodType(void.class, socket));
        return MethodHandles.foldArguments(release, handlerOf);
    }

    static boolean isServerOf(ServerContainer container) {
        return container.getClass().getName().equals(CONTAINER);
    }

    @Override
    public boolean pause(Session session) {
        suspend.on(session);
        return true;
    }

    /**
     * Tomcat 10.1.25, 11.0.24: a resume that comes while the reading thread is on its way to the pause keeps it from pausing, but not from leaving what it
     * has in its buffer, and nobody looks there until the client sends more (2 of 12,000 bursts into an inbox of one message).
     * https://github.com/apache/tomcat/blob/11.0.14/java/org/apache/tomcat/websocket/server/WsFrameServer.java#L183
     */
    @Override
    public void resume(Session session) {
        long start = System.nanoTime();
        while (isPausing(session) && System.nanoTime() - start < MAX_PAUSING_NANOS) Thread.yield();
        resume.on(session);
    }

    private boolean isPausing(Session session) {
        try {
            return ((Object) readState.invokeExact(session)).toString().equals("SUSPENDING_PROCESS");
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Tomcat 10.1.25, 11.0.24: a session that we have closed is not open, so closing it again does nothing, and Tomcat itself waits 30 s and more for the
     * client's close frame. This is what it does when that frame comes. A session that is still open, since it waits for its last message to be written,
     * would first tell the client 1002, if the client reads again just then: so the socket goes before.
     * https://github.com/apache/tomcat/blob/11.0.14/java/org/apache/tomcat/websocket/WsSession.java#L608
     *
     * <p>A socket that closes while a container thread is about to give it back, as it does when a write fails during the handshake, stays among the
     * waiting processors for ever, with the session and the application (14 of 816 aborted streams). The second release finds what the first did not.
     * https://github.com/apache/tomcat/blob/11.0.14/java/org/apache/coyote/AbstractProtocol.java#L1401
     */
    @Override
    public void abort(Session session, CloseReason why) {
        cut.on(session);
        closed.on(session);
        Lock heldByContainer = lockOf(session);
        heldByContainer.lock();
        try {
            release.on(session);
        } finally {
            heldByContainer.unlock();
        }
    }

    private Lock lockOf(Session session) {
        try {
            return (Lock) lock.invokeExact(session);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
