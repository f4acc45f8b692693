package org.rivulet.internal.codec;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.nio.ByteBuffer;

/** {@code byte[]} and {@code ByteBuffer} as binary messages. Copies what it encodes. Thread-safe. */
final class BytesCodec implements Decoder.Binary<Object>, Encoder.Binary<Object> {

    private final boolean array;

    BytesCodec(boolean array) {
        this.array = array;
    }

    @Override
    public Object decode(ByteBuffer bytes) {
        if (!array) return bytes;
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    @Override
    public boolean willDecode(ByteBuffer bytes) {
        return true;
    }

    @Override
    public void init(EndpointConfig config) {}

    @Override
    public void destroy() {}

    @Override
    public ByteBuffer encode(Object message) {
        ByteBuffer source = message instanceof byte[] b ? ByteBuffer.wrap(b) : ((ByteBuffer) message).duplicate();
        return ByteBuffer.allocate(source.remaining()).put(source).flip();
    }
}
