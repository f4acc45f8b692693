package org.rivulet.internal.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Tomcat 10.1 and 11, alone and in TomEE 10: {@code WsSession} has what the standard lacks. */
final class Tomcat implements Server {

    private static final String CONTAINER = "org.apache.tomcat.websocket.server.WsServerContainer";
    private static final CloseReason UNANSWERED = new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "");

    /** The reading thread has nothing to wait for on its way, so this is never reached. */
    private static final long MAX_PAUSING_NANOS = 1_000_000_000;

    private final SessionCall suspend;
    private final SessionCall resume;
    private final SessionCall closed;
    private final MethodHandle readState;

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
     * client's close frame. This is what it does when that frame comes.
     * https://github.com/apache/tomcat/blob/11.0.14/java/org/apache/tomcat/websocket/WsSession.java#L608
     */
    @Override
    public void abort(Session session) {
        closed.on(session);
    }
}
