package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.rivulet.internal.codec.Frame;

/**
 * Puts the parts of a message together, up to the limit. The containers' own limits have holes: fragmented messages on Undertow
 * and Liberty, single frames on Tyrus. Called by the container, one part after another; told by any thread that the stream has ended.
 */
final class MessageAssembler {

    /** What a message may have before it is given up for want of memory. */
    private static final long MODEST = 65_536;

    private final LiveStream stream;
    private final Memory memory;
    private final long limit;

    // used by the container's thread of the moment; released when a message is whole
    private StringBuilder text = new StringBuilder(0);
    private ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
    private boolean refused;

    // guarded by this: bytes of a message that has not ended
    private long kept;
    private boolean ended;

    MessageAssembler(LiveStream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        this.limit = stream.limits().maxMessageSize();
    }

    void text(String part, boolean last) {
        stream.heard();
        if (refused || tooLarge((long) text.length() + part.length(), last)) return;
        if (!last && !keep(part.length())) return;
        if (!last || !text.isEmpty()) text.append(part);
        if (!last) return;
        Frame.Text message = new Frame.Text(text.isEmpty() ? part : text.toString());
        if (!text.isEmpty()) text = new StringBuilder(0);
        letGo();
        if (!tooLarge(message.size(), true)) stream.received(message);
    }

    void binary(ByteBuffer part, boolean last) {
        stream.heard();
        if (refused || tooLarge((long) binary.size() + part.remaining(), last)) return;
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        if (!last && !keep(copy.length)) return;
        if (!last || binary.size() > 0) binary.writeBytes(copy);
        if (!last) return;
        byte[] message = binary.size() > 0 ? binary.toByteArray() : copy;
        if (binary.size() > 0) binary = new ByteArrayOutputStream(0);
        letGo();
        stream.received(new Frame.Binary(ByteBuffer.wrap(message)));
    }

    private boolean tooLarge(long size, boolean whole) {
        if (size <= limit) return false;
        refuse(CloseReasons.tooLarge(limit, whole ? Long.toString(size) : "more than " + size));
        return true;
    }

    private boolean keep(int bytes) {
        if (count(bytes) <= MODEST || !memory.isScarce()) return true;
        refuse(CloseReasons.tryLater("there is no memory for the rest of the message"));
        return false;
    }

    private void refuse(CloseReason reason) {
        refused = true;
        text = new StringBuilder(0);
        binary = new ByteArrayOutputStream(0);
        letGo();
        stream.ending().refuse(reason);
    }

    private synchronized long count(int bytes) {
        if (ended) return 0;
        kept += bytes;
        memory.take(bytes);
        return kept;
    }

    private synchronized void letGo() {
        memory.give(kept);
        kept = 0;
    }

    /** The rest of a message will not come. */
    synchronized void end() {
        ended = true;
        letGo();
    }
}
