package org.rivulet.internal.server;

import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** What Open Liberty has read of a session's frames, and not handled yet. Thread-safe. */
final class LibertyFrames {

    /** What a frame costs at least, however little is in it. */
    private static final long FRAME_BYTES = 256;

    private final MethodHandle toLinkRead;
    private final Field reader;
    private final Field frames;
    private final Field count;
    private final Field current;
    private final Field parts;
    private final Field state;
    private final Enum<?> headerRead;
    private final Method length;
    private final Method buffer;
    private final Method limit;

    /**
     * Those of the sessions that the handle takes.
     *
     * @param toLinkRead takes a session, and returns its object of the class {@code linkRead}
     */
    LibertyFrames(MethodHandle toLinkRead, Class<?> linkRead) throws ReflectiveOperationException {
        this.toLinkRead = toLinkRead;
        reader = Reflected.opened(linkRead.getDeclaredField("messageReader"));
        frames = Reflected.opened(reader.getType().getDeclaredField("fpList"));
        count = Reflected.opened(reader.getType().getDeclaredField("countOfIOFrames"));
        current = Reflected.opened(reader.getType().getDeclaredField("frameProcessor"));
        Class<?> frame = current.getType();
        parts = Reflected.opened(frame.getDeclaredField("countOfBuffers"));
        state = Reflected.opened(frame.getDeclaredField("frameState"));
        headerRead = (Enum<?>) state.getType().getField("FIND_PAYLOAD").get(null);
        length = frame.getMethod("getPayloadLength");
        buffer = linkRead.getDeclaredField("tcpReadContext").getType().getMethod("getBuffer");
        limit = buffer.getReturnType().getMethod("limit", int.class);
    }

    /**
     * The size of the frames that wait for the last one of their message, in bytes.
     *
     * <p>Open Liberty 26.0.0.3: the limit of the session is one for frames, of which a message that is taken whole can have any number.
     */
    long held(Session session) {
        return Reflected.call(() -> {
            Object reading = readerOf(session);
            Object[] list = (Object[]) frames.get(reading);
            int size = Math.min(count.getInt(reading), list.length);
            long bytes = 0;
            for (int i = 0; i < size; i++) {
                Object frame = list[i];
                if (frame != null) bytes += Math.max(FRAME_BYTES, (long) length.invoke(frame));
            }
            return bytes;
        });
    }

    /**
     * Open Liberty 26.0.0.3: of a frame without payload whose header comes in two reads, it thinks that it ends where the second read does, and forgets what is behind. So
     * a read that goes on with a header takes one byte. The channel has the buffer for it by then.
     * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.wsoc/src/com/ibm/ws/wsoc/FrameReadProcessor.java
     */
    void narrow(Session session, Object channel) {
        Reflected.call(() -> {
            Object frame = current.get(readerOf(session));
            boolean begun = parts.getInt(frame) > 0;
            if (begun && ((Enum<?>) state.get(frame)).ordinal() < headerRead.ordinal())
                limit.invoke(buffer.invoke(channel), 1);
            return frame;
        });
    }

    private Object readerOf(Session session) throws Throwable {
        return reader.get((Object) toLinkRead.invokeExact(session));
    }
}
