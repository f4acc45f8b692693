package org.rivulet.internal.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty 26.0.0.3: a connection asks its channel for the next read, of at most 8 KiB, when it has handled what the last one brought. Between the two
 * stands a {@link LibertyGate}. Thread-safe.
 * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/WsocConnLink.java
 */
final class LibertyReads {

    private static final String CHANNEL = "com.ibm.wsspi.tcpchannel.";
    private static final String CONNECTION = "com.ibm.wsspi.channelfw.VirtualConnection";
    private static final String GATE = LibertyGate.class.getName();

    /** Liberty itself waits 8.5 s for a read that it has cancelled. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MethodHandle toLink;
    private final MethodHandle toLinkRead;
    private final LibertyFrames frames;
    private final LibertyGate.Types types;
    private final Field channelOfLink;
    private final Field channelOfLinkRead;
    private final Field lock;

    private interface Step {
        void take() throws Throwable;
    }

    /** The handles take a session, and return an object. */
    LibertyReads(MethodHandle toLink, MethodHandle toLinkRead, Class<?> link, Class<?> linkRead, LibertyFrames frames)
            throws ReflectiveOperationException {
        this.toLink = toLink;
        this.toLinkRead = toLinkRead;
        this.frames = frames;
        ClassLoader loader = link.getClassLoader();
        Class<?> channel = loader.loadClass(CHANNEL + "TCPReadRequestContext");
        Class<?> callback = loader.loadClass(CHANNEL + "TCPReadCompletedCallback");
        Class<?> connection = loader.loadClass(CONNECTION);
        types = new LibertyGate.Types(
                channel,
                callback,
                channel.getMethod("read", long.class, callback, boolean.class, int.class),
                callback.getMethod("error", connection, channel, IOException.class));
        channelOfLink = Reflected.opened(link.getDeclaredField("tcpReadContext"));
        channelOfLinkRead = Reflected.opened(linkRead.getDeclaredField("tcpReadContext"));
        lock = Reflected.opened(link.getDeclaredField("linkSync"));
    }

    /** Puts a gate there. Called before the first read. */
    void gate(Session session) {
        run(() -> {
            Object link = (Object) toLink.invokeExact(session);
            Object channel = channelOfLink.get(link);
            if (channel == null) return; // on Netty, which is in beta, there is none
            LibertyGate gate =
                    new LibertyGate(types, channel, lock.get(link), PATIENCE, () -> frames.narrow(session, channel));
            channelOfLink.set(link, gate.asChannel());
            channelOfLinkRead.set((Object) toLinkRead.invokeExact(session), gate.asChannel());
            session.getUserProperties().put(GATE, gate);
        });
    }

    boolean pause(Session session) {
        LibertyGate gate = gateOf(session);
        if (gate != null) gate.pause();
        return gate != null;
    }

    void resume(Session session) {
        LibertyGate gate = gateOf(session);
        if (gate != null) run(gate::resume);
    }

    /** Whether this thread handles what the session has read. */
    boolean isHandling(Session session) {
        LibertyGate gate = gateOf(session);
        return gate != null && gate.isHandling();
    }

    /** Closes a session while nothing is read from it. */
    void close(Session session, CloseReason reason) throws IOException {
        LibertyGate gate = gateOf(session);
        if (gate == null) session.close(reason);
        else run(() -> gate.close(() -> session.close(reason)));
    }

    private static @Nullable LibertyGate gateOf(Session session) {
        return (LibertyGate) session.getUserProperties().get(GATE);
    }

    private static void run(Step step) {
        Reflected.call(() -> {
            step.take();
            return step;
        });
    }
}
