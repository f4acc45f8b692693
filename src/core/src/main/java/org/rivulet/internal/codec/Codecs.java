package org.rivulet.internal.codec;

import jakarta.json.bind.Jsonb;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.EndpointModel;

/** Makes the codec of each stream of an endpoint: the application's own decoders and encoders, else JSON or bytes. Thread-safe. */
public final class Codecs {

    private final Class<? extends Decoder>[] ownDecoders;
    private final Class<? extends Encoder>[] ownEncoders;
    private final Instances instances;
    private final List<Decoder> decoders;
    private final List<TypedEncoder> encoders;

    /** Codecs of an endpoint; creates the application's own by the given means. */
    public Codecs(EndpointModel endpoint, JsonBinding json, Instances instances) {
        this.ownDecoders = endpoint.options().decoders();
        this.ownEncoders = endpoint.options().encoders();
        this.instances = instances;
        this.decoders = decoders(endpoint.incoming(), json);
        this.encoders = encoders(endpoint.outgoing(), json.jsonb());
    }

    private static List<Decoder> decoders(@Nullable Type type, JsonBinding json) {
        if (type == null) return List.of();
        if (EndpointModel.isBinary(type)) return List.of(new BytesCodec(type == byte[].class));
        return List.of(new JsonDecoder(json.jsonb(), type, json.isOwn() ? new JsonShape.Any() : JsonShape.of(type)));
    }

    private static List<TypedEncoder> encoders(@Nullable Type type, Jsonb jsonb) {
        if (type == null) return List.of();
        Encoder encoder = EndpointModel.isBinary(type) ? new BytesCodec(type == byte[].class) : new JsonEncoder(jsonb);
        return List.of(TypedEncoder.of(encoder));
    }

    /** The codec of one stream, which is named. Calls constructors and {@code init} of the application. */
    public Codec open(EndpointConfig config, String owner) {
        if (ownDecoders.length == 0 && ownEncoders.length == 0) return Codec.shared(decoders, encoders);
        List<Runnable> destroy = new ArrayList<>();
        try {
            List<Decoder> own = new ArrayList<>();
            for (Class<? extends Decoder> type : ownDecoders) {
                Decoder decoder = instances.create(type, dispose -> destroy.add(0, dispose));
                destroy.add(0, decoder::destroy);
                decoder.init(config);
                own.add(decoder);
            }
            List<TypedEncoder> ownOut = new ArrayList<>();
            for (Class<? extends Encoder> type : ownEncoders) {
                Encoder encoder = instances.create(type, dispose -> destroy.add(0, dispose));
                destroy.add(0, encoder::destroy);
                encoder.init(config);
                ownOut.add(TypedEncoder.of(encoder));
            }
            return Codec.ofStream(own.isEmpty() ? decoders : own, ownOut.isEmpty() ? encoders : ownOut, destroy);
        } catch (Throwable e) {
            Codec.destroyAll(destroy, owner);
            throw e;
        }
    }

    /** Creates objects with injection. */
    public interface Instances {

        /** A new object; the given consumer takes what destroys it. */
        <T> T create(Class<T> type, Consumer<Runnable> destroy);
    }
}
