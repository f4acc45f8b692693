package org.rivulet.internal.codec;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Types;

/**
 * The standard decoders and encoders of one stream. Decoders are called on the thread that receives, encoders on the thread that
 * sends, under a lock: an application's own need not be thread-safe.
 */
public final class Codec {

    private final List<Decoder> decoders;
    private final List<Encoder> encoders;
    private final Runnable destroy;
    private final ReentrantLock decoding = new ReentrantLock();
    private final ReentrantLock encoding = new ReentrantLock();

    Codec(List<Decoder> decoders, List<Encoder> encoders, Runnable destroy) {
        this.decoders = decoders;
        this.encoders = encoders;
        this.destroy = destroy;
    }

    /**
     * The message of a frame.
     *
     * @throws InvalidMessageException if it has none
     */
    public Object decode(Frame frame) throws InvalidMessageException {
        decoding.lock();
        try {
            for (Decoder decoder : decoders) {
                Object message = frame instanceof Frame.Text text
                        ? decodeText(decoder, text.payload())
                        : decodeBinary(decoder, ((Frame.Binary) frame).payload());
                if (message != null) return message;
            }
        } catch (DecodeException e) {
            throw new InvalidMessageException(CloseCodes.NOT_CONSISTENT, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new InvalidMessageException(CloseCodes.NOT_CONSISTENT, "cannot be read");
        } finally {
            decoding.unlock();
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

    /**
     * The frame of a message.
     *
     * @throws IllegalArgumentException if it cannot be encoded
     */
    public Frame encode(Object message) {
        encoding.lock();
        try {
            for (Encoder encoder : encoders) {
                if (accepts(encoder, message)) return encode(encoder, message);
            }
        } catch (EncodeException | IOException e) {
            throw new IllegalArgumentException(
                    "message: a " + Types.name(message.getClass()) + " (expected: one that can be encoded): "
                            + e.getMessage(),
                    e);
        } finally {
            encoding.unlock();
        }
        throw new IllegalArgumentException(
                "message: a " + Types.name(message.getClass()) + " (expected: a type that one of the encoders takes)");
    }

    private static boolean accepts(Encoder encoder, Object message) {
        return Codecs.encodedType(encoder.getClass()).isInstance(message);
    }

    @SuppressWarnings("unchecked") // accepts() looked at the type
    private static Frame encode(Encoder encoder, Object message) throws EncodeException, IOException {
        if (encoder instanceof Encoder.Text<?> text)
            return new Frame.Text(((Encoder.Text<Object>) text).encode(message));
        if (encoder instanceof Encoder.Binary<?> binary) {
            return new Frame.Binary(((Encoder.Binary<Object>) binary).encode(message));
        }
        if (encoder instanceof Encoder.TextStream<?> stream) {
            StringWriter writer = new StringWriter();
            ((Encoder.TextStream<Object>) stream).encode(message, writer);
            return new Frame.Text(writer.toString());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ((Encoder.BinaryStream<Object>) encoder).encode(message, bytes);
        return new Frame.Binary(ByteBuffer.wrap(bytes.toByteArray()));
    }

    /** Destroys the application's own decoders and encoders; not while one of them is at work. */
    public void close() {
        decoding.lock();
        encoding.lock();
        try {
            destroy.run();
        } finally {
            encoding.unlock();
            decoding.unlock();
        }
    }
}
