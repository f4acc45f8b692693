package org.rivulet.internal.codec;

import jakarta.json.bind.Jsonb;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.Types;

/** Makes the codec of each stream of an endpoint: the application's own decoders and encoders, else JSON or bytes. Thread-safe. */
public final class Codecs {

    private static final ClassValue<Class<?>> ENCODED = new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> encoder) {
            Type standard = Types.supertype(
                    encoder,
                    Encoder.Text.class,
                    Encoder.Binary.class,
                    Encoder.TextStream.class,
                    Encoder.BinaryStream.class);
            Type[] arguments = standard == null ? new Type[0] : Types.arguments(standard);
            return arguments.length == 0 ? Object.class : Types.raw(arguments[0]);
        }
    };

    private final EndpointModel endpoint;
    private final Instances instances;
    private final @Nullable Decoder decoder;
    private final @Nullable Encoder encoder;

    /** Codecs of an endpoint; creates the application's own by the given means. */
    public Codecs(EndpointModel endpoint, JsonBinding json, Instances instances) {
        this.endpoint = endpoint;
        this.instances = instances;
        this.decoder = decoder(endpoint.incoming(), json);
        this.encoder = encoder(endpoint.outgoing(), json.jsonb());
    }

    private static @Nullable Decoder decoder(@Nullable Type type, JsonBinding json) {
        if (type == null) return null;
        if (EndpointModel.isBinary(type)) return new BytesCodec(type == byte[].class);
        return new JsonDecoder(json.jsonb(), type, json.isOwn() ? null : JsonShape.of(type));
    }

    private static @Nullable Encoder encoder(@Nullable Type type, Jsonb jsonb) {
        if (type == null) return null;
        return EndpointModel.isBinary(type) ? new BytesCodec(type == byte[].class) : new JsonEncoder(jsonb);
    }

    /** The codec of one stream. */
    public Codec open(EndpointConfig config) {
        List<Runnable> destroy = new ArrayList<>();
        List<Decoder> decoders = new ArrayList<>();
        for (Class<? extends Decoder> type : endpoint.options().decoders()) {
            Decoder own = instances.create(type, destroy::add);
            own.init(config);
            destroy.add(0, own::destroy);
            decoders.add(own);
        }
        if (decoders.isEmpty() && decoder != null) decoders.add(decoder);
        List<Encoder> encoders = new ArrayList<>();
        for (Class<? extends Encoder> type : endpoint.options().encoders()) {
            Encoder own = instances.create(type, destroy::add);
            own.init(config);
            destroy.add(0, own::destroy);
            encoders.add(own);
        }
        if (encoders.isEmpty() && encoder != null) encoders.add(encoder);
        return new Codec(decoders, encoders, () -> destroy.forEach(Runnable::run));
    }

    /** What an encoder class encodes. */
    static Class<?> encodedType(Class<? extends Encoder> encoder) {
        return ENCODED.get(encoder);
    }

    /** Creates objects with injection. */
    public interface Instances {

        /** A new object; the given consumer takes what destroys it. */
        <T> T create(Class<T> type, java.util.function.Consumer<Runnable> destroy);
    }
}
