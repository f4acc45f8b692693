package org.rivulet.internal.codec;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Types;

/**
 * The standard decoders and encoders of one stream, or of all streams of an endpoint if they are thread-safe; an application's own need
 * not be, and are called one at a time.
 */
public final class Codec {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final List<Decoder> decoders;
    private final List<TypedEncoder> encoders;
    private final List<Runnable> destroy = new ArrayList<>();
    private final boolean shared;
    private final ReentrantLock decoding = new ReentrantLock();
    private final ReentrantLock encoding = new ReentrantLock();

    /** A codec that any number of streams and threads use at once. */
    static Codec shared(List<Decoder> decoders, List<TypedEncoder> encoders) {
        return new Codec(decoders, encoders, true);
    }

    /** A codec of one stream; what must be done at its end is added to the list. */
    static Codec ofStream(List<Decoder> decoders, List<TypedEncoder> encoders, List<Runnable> destroy) {
        Codec codec = new Codec(decoders, encoders, false);
        codec.destroy.addAll(destroy);
        return codec;
    }

    private Codec(List<Decoder> decoders, List<TypedEncoder> encoders, boolean shared) {
        this.decoders = decoders;
        this.encoders = encoders;
        this.shared = shared;
    }

    /**
     * The message of a frame.
     *
     * @throws InvalidMessageException if it has none
     */
    public Object decode(Frame frame) throws InvalidMessageException {
        if (shared) return decodeNow(frame);
        decoding.lock();
        try {
            return decodeNow(frame);
        } finally {
            decoding.unlock();
        }
    }

    /**
     * The frame of a message.
     *
     * @throws IllegalArgumentException if it cannot be encoded
     */
    public Frame encode(Object message) {
        if (shared) return encodeNow(message);
        encoding.lock();
        try {
            return encodeNow(message);
        } finally {
            encoding.unlock();
        }
    }

    /** Destroys the decoders and encoders of one stream, which is named; not while one of them is at work. */
    public void close(String owner) {
        if (shared) return;
        decoding.lock();
        encoding.lock();
        try {
            destroyAll(destroy, owner);
        } finally {
            encoding.unlock();
            decoding.unlock();
        }
    }

    /** Each of them, whatever the one before threw. */
    static void destroyAll(List<Runnable> destroy, String owner) {
        for (Runnable one : destroy) {
            try {
                one.run();
            } catch (Throwable problem) {
                LOG.log(
                        Level.WARNING,
                        () -> "A decoder or encoder of " + owner + " failed when it was destroyed",
                        problem);
            }
        }
        destroy.clear();
    }

    private Object decodeNow(Frame frame) throws InvalidMessageException {
        try {
            for (Decoder decoder : decoders) {
                Object message = frame instanceof Frame.Text text
                        ? decodeText(decoder, text.payload())
                        : decodeBinary(decoder, ((Frame.Binary) frame).payload());
                if (message != null) return message;
            }
        } catch (DecodeException e) {
            throw new InvalidMessageException(CloseCodes.NOT_CONSISTENT, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) { // of the application's own
            throw new InvalidMessageException(CloseCodes.NOT_CONSISTENT, "cannot be decoded", e);
        }
        String kind = frame instanceof Frame.Text ? "text" : "binary";
        throw new InvalidMessageException(CloseCodes.CANNOT_ACCEPT, "this stream takes no such " + kind + " messages");
    }

    private static @Nullable Object decodeText(Decoder decoder, String text) throws DecodeException, IOException {
        if (decoder instanceof Decoder.Text<?> t && t.willDecode(text)) return t.decode(text);
        if (decoder instanceof Decoder.TextStream<?> t) return t.decode(new StringReader(text));
        return null;
    }

    private static @Nullable Object decodeBinary(Decoder decoder, ByteBuffer bytes)
            throws DecodeException, IOException {
        if (decoder instanceof Decoder.Binary<?> b && b.willDecode(bytes.duplicate())) return b.decode(bytes);
        if (!(decoder instanceof Decoder.BinaryStream<?> b)) return null;
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return b.decode(new ByteArrayInputStream(copy));
    }

    private Frame encodeNow(Object message) {
        String what = "message: " + Types.withArticle(message.getClass()) + " (expected: one ";
        try {
            for (TypedEncoder encoder : encoders) {
                if (encoder.type().isInstance(message)) return encoder.encode(message);
            }
        } catch (EncodeException | IOException e) {
            throw new IllegalArgumentException(what + "that can be encoded): " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(what + "that one of the endpoint's encoders takes)");
    }
}
