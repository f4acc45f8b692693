package org.rivulet.internal.codec;

import jakarta.json.bind.Jsonb;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.rivulet.internal.codec.JsonCursor.MalformedException;
import org.rivulet.internal.codec.JsonShape.WrongShapeException;

/** One JSON value a message, as text or as the same text in a binary message. Thread-safe. */
final class JsonDecoder implements Decoder.Text<Object>, Decoder.Binary<Object> {

    private final Jsonb jsonb;
    private final Type type;
    private final JsonShape shape;

    /** Decodes to a type; the JSON must have the shape. */
    JsonDecoder(Jsonb jsonb, Type type, JsonShape shape) {
        this.jsonb = jsonb;
        this.type = type;
        this.shape = shape;
    }

    @Override
    public Object decode(String text) throws DecodeException {
        try {
            return bind(text);
        } catch (StackOverflowError e) {
            throw new DecodeException(text, "$: nested too deeply");
        }
    }

    /**
     * Checks before it binds: Java needs minutes for a number of a million digits, bindings overflow the stack, and Parsson 1.1.7, which skips what a type does not
     * name, looks for the end of {@code {"a":[} for ever.
     * https://github.com/eclipse-ee4j/parsson/blob/1.1.7/impl/src/main/java/org/eclipse/parsson/JsonParserImpl.java
     */
    private Object bind(String text) throws DecodeException {
        check(text);
        Object message;
        try {
            message = jsonb.fromJson(text, type);
        } catch (RuntimeException e) { // a JsonbException, and what implementations let through of parsers
            JsonProblem.throwError(e);
            throw new DecodeException(text, JsonProblem.describe(e), e);
        }
        if (message == null) throw new DecodeException(text, "$: null is no message");
        return message;
    }

    /** Binding reads one value, does not look at what follows, and takes wrong types. */
    private void check(String text) throws DecodeException {
        JsonCursor json = new JsonCursor(text);
        try {
            shape.check(json);
            if (!json.isAtEnd()) throw new DecodeException(text, "$: more than one JSON value");
        } catch (WrongShapeException e) {
            throw new DecodeException(text, String.valueOf(e.getMessage()));
        } catch (MalformedException e) {
            throw new DecodeException(text, "$: " + e.getMessage());
        }
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
