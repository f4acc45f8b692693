package org.rivulet.internal.websocket;

import jakarta.json.bind.Jsonb;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.rivulet.internal.model.JsonText;

/** One JSON value a message, as text or as the same text in a binary message. Thread-safe. */
final class JsonDecoder implements Decoder.Text<Object>, Decoder.Binary<Object> {

    private final Jsonb jsonb;
    private final Type type;

    JsonDecoder(Jsonb jsonb, Type type) {
        this.jsonb = jsonb;
        this.type = type;
    }

    @Override
    public Object decode(String text) throws DecodeException {
        Object message;
        try {
            message = jsonb.fromJson(text, type);
        } catch (
                RuntimeException
                        e) { // a JsonbException, and what implementations let through of parsers and constructors
            throw new DecodeException(text, JsonProblem.describe(e), e);
        }
        if (message == null) throw new DecodeException(text, "$: null is no message");
        if (!JsonText.isOneValue(text)) throw new DecodeException(text, "$: more than one JSON value");
        return message;
    }

    @Override
    public Object decode(ByteBuffer bytes) throws DecodeException {
        try {
            return decode(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new DecodeException(bytes, "not UTF-8", e);
        }
    }

    @Override
    public boolean willDecode(String text) {
        return true;
    }

    @Override
    public boolean willDecode(ByteBuffer bytes) {
        return true;
    }
}
