package org.rivulet.internal.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.rivulet.internal.codec.Frame;

/**
 * Puts the parts of a message together, up to the limit. The containers' own limits have holes: fragmented messages on Undertow
 * and Liberty, single frames on Tyrus. Called by the container, one part after another.
 */
final class MessageAssembler {

    private final LiveStream stream;
    private final long limit;

    // used by the container's thread of the moment; released when a message is whole
    private StringBuilder text = new StringBuilder(0);
    private ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
    private boolean refused;

    MessageAssembler(LiveStream stream) {
        this.stream = stream;
        this.limit = stream.limits().maxMessageSize();
    }

    void text(String part, boolean last) {
        stream.heard();
        if (refused || tooLarge((long) text.length() + part.length(), last)) return;
        if (!last || !text.isEmpty()) text.append(part);
        if (!last) return;
        Frame.Text message = new Frame.Text(text.isEmpty() ? part : text.toString());
        if (!text.isEmpty()) text = new StringBuilder(0);
        if (!tooLarge(message.size(), true)) stream.received(message);
    }

    void binary(ByteBuffer part, boolean last) {
        stream.heard();
        if (refused || tooLarge((long) binary.size() + part.remaining(), last)) return;
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        if (!last || binary.size() > 0) binary.writeBytes(copy);
        if (!last) return;
        byte[] message = binary.size() > 0 ? binary.toByteArray() : copy;
        if (binary.size() > 0) binary = new ByteArrayOutputStream(0);
        stream.received(new Frame.Binary(ByteBuffer.wrap(message)));
    }

    private boolean tooLarge(long size, boolean whole) {
        if (size <= limit) return false;
        refused = true;
        text = new StringBuilder(0);
        binary = new ByteArrayOutputStream(0);
        stream.refuse(CloseReasons.tooLarge(limit, whole ? Long.toString(size) : "more than " + size));
        return true;
    }
}
