package org.rivulet.internal.codec;

import jakarta.json.bind.Jsonb;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.JsonShape.WrongShapeException;
import org.rivulet.internal.model.JsonText;

/** One JSON value a message, as text or as the same text in a binary message. Thread-safe. */
final class JsonDecoder implements Decoder.Text<Object>, Decoder.Binary<Object> {

    private static final JsonParserFactory JSON = JsonProvider.provider().createParserFactory(Map.of());

    private final Jsonb jsonb;
    private final Type type;
    private final @Nullable JsonShape shape;

    /** Decodes to a type; the JSON must have the shape, if there is one. */
    JsonDecoder(Jsonb jsonb, Type type, @Nullable JsonShape shape) {
        this.jsonb = jsonb;
        this.type = type;
        this.shape = shape;
    }

    @Override
    public Object decode(String text) throws DecodeException {
        Object message;
        try {
            if (shape != null) check(text, shape);
            message = jsonb.fromJson(text, type);
        } catch (WrongShapeException e) {
            throw new DecodeException(text, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // a JsonbException, and what implementations let through of parsers and constructors
            throw new DecodeException(text, JsonProblem.describe(e), e);
        }
        if (message == null) throw new DecodeException(text, "$: null is no message");
        if (!JsonText.isOneValue(text)) throw new DecodeException(text, "$: more than one JSON value");
        return message;
    }

    private static void check(String text, JsonShape shape) throws WrongShapeException {
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            shape.check(parser.next(), parser, "$");
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
