package org.rivulet.internal.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Open Liberty 26. */
final class Liberty implements Server {

    private static final String PACKAGE = "com.ibm.ws.wsoc.";

    private static final MethodType CLOSE =
            MethodType.methodType(void.class, CloseReason.class, boolean.class, boolean.class);

    private final SessionCall cut;
    private final LibertySelectors selectors;
    private final SessionCall watch;
    private final LibertyReads reads;
    private final LibertyCallers callers;
    private final LibertyFrames frames;

    Liberty(ClassLoader loader) {
        try {
            Class<?> ext = loader.loadClass(PACKAGE + "external.SessionExt");
            Class<?> session = loader.loadClass(PACKAGE + "SessionImpl");
            Class<?> link = loader.loadClass(PACKAGE + "WsocConnLink");
            Class<?> linkRead = loader.loadClass(PACKAGE + "link.LinkRead");
            MethodHandle toSession =
                    MethodHandles.publicLookup().findVirtual(ext, "getSessionImpl", MethodType.methodType(session));
            MethodHandle toLink = MethodHandles.filterReturnValue(toSession, getter(session, "connLink", link));
            Class<?> device = loader.loadClass("com.ibm.wsspi.channelfw.ConnectionLink");
            selectors = selectors(device);
            watch = new SessionCall(MethodHandles.filterReturnValue(
                    MethodHandles.filterReturnValue(toLink, getter(link, "deviceConnLink", device)),
                    watch(selectors).asType(MethodType.methodType(void.class, device))));
            MethodHandle close = MethodHandles.publicLookup().findVirtual(link, "closeUsingSession", CLOSE);
            cut = new SessionCall(MethodHandles.filterArguments(
                    MethodHandles.insertArguments(close, 1, null, false, true), 0, toLink));
            MethodHandle toLinkRead = MethodHandles.filterReturnValue(toLink, getter(link, "linkRead", linkRead));
            callers = new LibertyCallers(loader);
            frames = new LibertyFrames(ofSession(toLinkRead), linkRead);
            reads = new LibertyReads(ofSession(toLink), ofSession(toLinkRead), link, linkRead, frames);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this Liberty is not one that Rivulet knows (expected: Open Liberty 26)", e);
        }
    }

    private static LibertySelectors selectors(Class<?> link) throws ReflectiveOperationException {
        ClassLoader loader = link.getClassLoader(); // the bundle's own, which knows what it shows to no other
        String tcp = "com.ibm.ws.tcpchannel.internal.";
        return new LibertySelectors(
                link, loader.loadClass(tcp + "TCPConnLink"), loader.loadClass(tcp + "NioTCPChannel"));
    }

    private static MethodHandle watch(LibertySelectors selectors) throws ReflectiveOperationException {
        return MethodHandles.lookup().bind(selectors, "watch", MethodType.methodType(void.class, Object.class));
    }

    private static MethodHandle ofSession(MethodHandle part) {
        return part.asType(MethodType.methodType(Object.class, Session.class));
    }

    private static MethodHandle getter(Class<?> owner, String field, Class<?> type)
            throws ReflectiveOperationException {
        Lookup lookup = MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        return lookup.findGetter(owner, field, type);
    }

    static @Nullable Class<?> typeOf(ServerContainer container) {
        return Ancestors.find(container, PACKAGE + "servercontainer.ServerContainerExt");
    }

    @Override
    public HttpServletRequest upgrading(HttpServletRequest request) {
        return new LibertyRequest(request, PACKAGE);
    }

    @Override
    public void findCaller(HttpServletRequest request, HttpServletResponse response) {
        callers.find(request, response);
    }

    /**
     * Open Liberty 26.0.0.3: there is no limit for a frame, which is read as a whole, unless the session sets one.
     * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/MessageReader.java
     */
    @Override
    public void opened(Session session, int maxMessageSize) {
        session.setMaxTextMessageBufferSize(maxMessageSize);
        session.setMaxBinaryMessageBufferSize(maxMessageSize);
        reads.gate(session);
        watch.on(session);
    }

    @Override
    public void remind() {
        try {
            selectors.remind();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Open Liberty 26.0.0.3: each part is decoded by itself, so a character that lies in two frames is 1007 "Invalid UTF-8 data received.".
     * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/link/LinkRead.java
     */
    @Override
    public boolean splitsText() {
        return false;
    }

    /** Open Liberty 26.0.0.3: the limit of the session is one for frames, of which a message that is taken whole can have any number. */
    @Override
    public long held(Session session) {
        return frames.held(session);
    }

    @Override
    public boolean pause(Session session) {
        return reads.pause(session);
    }

    @Override
    public void resume(Session session) {
        reads.resume(session);
    }

    /**
     * Open Liberty 26.0.0.3: it cancels its read and waits to be told so, by a thread of the pool that tells of reads and writes. A stream that closes after
     * its last message does so in the completion of a write, which has one of these few (500 streams that ended at once: 68 closed in 137 s). A thread that handles
     * what was read does not wait.
     * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/WsocConnLink.java
     */
    @Override
    public boolean closeWaits(Session session) {
        return !reads.isHandling(session);
    }

    /**
     * Open Liberty 26.0.0.3: what it reads while it closes may cut the connection before the close frame is sent (28% of the clients that went on sending).
     * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/MessageReader.java
     */
    @Override
    public void close(Session session, CloseReason reason) throws IOException {
        if (reads.isHandling(session)) session.close(reason); // and so reads nothing
        else reads.close(session, reason);
    }

    /**
     * Open Liberty 26.0.0.3: a session that we have closed waits for the client's close frame, up to 30 s; for ever, with all that it has gathered, if it
     * was closed between the parts of a message. This goes right to the socket.
     * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/WsocConnLink.java
     */
    @Override
    public void abort(Session session, CloseReason why) {
        if (session.isOpen()) Server.super.abort(session, why);
        cut.on(session);
    }
}
