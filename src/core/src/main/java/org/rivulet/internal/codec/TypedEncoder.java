package org.rivulet.internal.codec;

import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;

/** A standard encoder and the type that it takes. As thread-safe as the encoder. */
record TypedEncoder(Encoder encoder, Class<?> type) {

    static TypedEncoder of(Encoder encoder) {
        return new TypedEncoder(encoder, CodecRules.encodedType(encoder.getClass()));
    }

    /** The frame of a message of the type. */
    @SuppressWarnings("unchecked") // the type was looked at
    Frame encode(Object message) throws EncodeException, IOException {
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
}
