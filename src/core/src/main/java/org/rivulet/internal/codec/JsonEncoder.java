package org.rivulet.internal.codec;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;

/** One JSON value a text message. Thread-safe. */
final class JsonEncoder implements Encoder.Text<Object> {

    private final Jsonb jsonb;

    JsonEncoder(Jsonb jsonb) {
        this.jsonb = jsonb;
    }

    /** By the value's own class: Yasson 3.0 writes {@code {}} for a polymorphic interface when it is given as the type. */
    @Override
    public String encode(Object message) throws EncodeException {
        try {
            return jsonb.toJson(message);
        } catch (JsonbException e) {
            throw new EncodeException(message, e.getMessage(), e);
        }
    }
}
