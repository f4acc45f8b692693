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

    private final Class<? extends Decoder>[] ownDecoders;
    private final Class<? extends Encoder>[] ownEncoders;
    private final Instances instances;
    private final List<Decoder> decoders;
    private final List<Encoder> encoders;

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

    private static List<Encoder> encoders(@Nullable Type type, Jsonb jsonb) {
        if (type == null) return List.of();
        return List.of(EndpointModel.isBinary(type) ? new BytesCodec(type == byte[].class) : new JsonEncoder(jsonb));
    }

    /** The codec of one stream. Calls constructors and {@code init} of the application. */
    public Codec open(EndpointConfig config) {
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
            List<Encoder> ownOut = new ArrayList<>();
            for (Class<? extends Encoder> type : ownEncoders) {
                Encoder encoder = instances.create(type, dispose -> destroy.add(0, dispose));
                destroy.add(0, encoder::destroy);
                encoder.init(config);
                ownOut.add(encoder);
            }
            return Codec.ofStream(own.isEmpty() ? decoders : own, ownOut.isEmpty() ? encoders : ownOut, destroy);
        } catch (RuntimeException | Error e) {
            Codec.destroyAll(destroy);
            throw e;
        }
    }

    /** What an encoder class encodes. */
    static Class<?> encodedType(Class<? extends Encoder> encoder) {
        return ENCODED.get(encoder);
    }

    /** Creates objects with injection. */
    public interface Instances {

        /** A new object; the given consumer takes what destroys it. */
        <T> T create(Class<T> type, Consumer<Runnable> destroy);
    }
}
