package org.rivulet.internal.codec;

import java.nio.ByteBuffer;

/** One whole WebSocket message on its way. */
public sealed interface Frame {

    /** The length of its payload in bytes. */
    long size();

    /** A text message. */
    record Text(String payload, long size) implements Frame {

        /** A message with this text. */
        public Text(String payload) {
            this(payload, utf8Length(payload));
        }

        private static long utf8Length(String text) {
            long bytes = text.length();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= 0x80) bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
            return bytes;
        }
    }

    /** A binary message. */
    record Binary(ByteBuffer payload, long size) implements Frame {

        /** A message with these bytes: whoever reads them moves the buffer on, and the message keeps its size. */
        public Binary(ByteBuffer payload) {
            this(payload, payload.remaining());
        }
    }
}
