package org.rivulet.internal.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limit;

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
    // when that has begun, in nanoTime, or 0; written with this locked
    private volatile long begun;

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
        forget();
        stream.ending()
                .passed(
                        Limit.MAX_MESSAGE_SIZE,
                        CloseReasons.tooLarge(limit, whole ? Long.toString(size) : "more than " + size));
        return true;
    }

    /** The server has gathered more than a message may have, and told of none of it. Called by the watchdog. */
    void heldTooMuch() {
        stream.ending().passed(Limit.MAX_MESSAGE_SIZE, CloseReasons.tooLarge(limit, "more than " + limit));
    }

    private boolean keep(int bytes) {
        if (count(bytes) <= MODEST || !memory.isScarce()) return true;
        forget();
        stream.ending().refuse(CloseReasons.tryLater("there is no memory for the rest of the message"));
        return false;
    }

    private void forget() {
        refused = true;
        text = new StringBuilder(0);
        binary = new ByteArrayOutputStream(0);
        letGo();
    }

    private synchronized long count(int bytes) {
        if (ended) return 0;
        if (begun == 0) begin(System.nanoTime());
        kept += bytes;
        memory.take(bytes);
        return kept;
    }

    private synchronized void letGo() {
        memory.give(kept);
        kept = 0;
        if (begun != 0) begun = 0;
    }

    /** Whether a message has begun that has not ended. */
    boolean isReceiving() {
        return begun != 0;
    }

    /** Called with this locked. */
    private void begin(long now) {
        begun = now | 1;
    }

    /**
     * Closes a stream whose client takes too long for a message. What it could not send, since nothing was read, is no time of its own. Called by the
     * watchdog.
     *
     * @param reading whether anything is read now
     * @param held whether the server keeps a part of a message that it has not told of
     */
    void check(long now, boolean reading, boolean held) {
        long millis = stream.policy().messageTimeoutMillis();
        if (millis == 0 || begun == 0 && !held) return;
        synchronized (this) {
            if (begun == 0 || !reading) begin(now);
            if (now - begun < TimeUnit.MILLISECONDS.toNanos(millis)) return;
        }
        stream.ending().late(Limit.MESSAGE_TIMEOUT, millis);
    }

    /** The rest of a message will not come. */
    synchronized void end() {
        ended = true;
        letGo();
    }
}
