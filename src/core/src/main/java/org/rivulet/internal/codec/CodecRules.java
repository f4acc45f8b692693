package org.rivulet.internal.codec;

import jakarta.inject.Inject;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.Types;

/** What an endpoint's own decoders and encoders must be. */
public final class CodecRules {

    private final Mistakes.At mistakes;

    private CodecRules(Mistakes.At mistakes) {
        this.mistakes = mistakes;
    }

    /** Says what is wrong with those of an endpoint. */
    public static void check(EndpointModel endpoint, Mistakes all) {
        CodecRules rules = new CodecRules(all.at(Types.name(endpoint.method())));
        for (Class<? extends Decoder> decoder : endpoint.options().decoders()) {
            rules.checkDecoder(decoder, endpoint.incoming());
        }
        for (Class<? extends Encoder> encoder : endpoint.options().encoders()) {
            rules.checkEncoder(encoder, endpoint.outgoing());
        }
    }

    private void checkDecoder(Class<? extends Decoder> decoder, @Nullable Type incoming) {
        checkInstantiable(decoder, "decoder");
        if (incoming == null) {
            mistakes.add("it has a decoder, " + Types.name(decoder) + ", but receives no messages", "Remove decoders");
            return;
        }
        Class<?> made = handled(
                decoder,
                Decoder.Text.class,
                Decoder.Binary.class,
                Decoder.TextStream.class,
                Decoder.BinaryStream.class);
        if (Types.raw(incoming).isAssignableFrom(made)) return;
        mistakes.add(
                "the decoder " + Types.name(decoder) + " makes a " + Types.name(made) + ", but the stream receives "
                        + Types.name(incoming),
                "Take a decoder of the stream's type");
    }

    private void checkEncoder(Class<? extends Encoder> encoder, @Nullable Type outgoing) {
        checkInstantiable(encoder, "encoder");
        if (outgoing == null) {
            mistakes.add("it has an encoder, " + Types.name(encoder) + ", but sends no messages", "Remove encoders");
            return;
        }
        Class<?> taken = encodedType(encoder);
        Class<?> sent = Types.raw(outgoing);
        if (taken.isAssignableFrom(sent) || sent.isAssignableFrom(taken)) return;
        mistakes.add(
                "the encoder " + Types.name(encoder) + " takes a " + Types.name(taken) + ", but the stream sends "
                        + Types.name(outgoing),
                "Take an encoder of the stream's type");
    }

    /** What an encoder class encodes. */
    static Class<?> encodedType(Class<? extends Encoder> encoder) {
        return handled(
                encoder,
                Encoder.Text.class,
                Encoder.Binary.class,
                Encoder.TextStream.class,
                Encoder.BinaryStream.class);
    }

    /** The type argument of the standard interface that a codec class implements; Object where that is open. */
    private static Class<?> handled(Class<?> codec, Class<?>... standard) {
        Type found = Types.supertype(codec, standard);
        Type[] arguments = found == null ? new Type[0] : Types.arguments(found);
        return arguments.length == 0 ? Object.class : Types.raw(arguments[0]);
    }

    private void checkInstantiable(Class<?> codec, String what) {
        boolean concrete = !codec.isInterface() && !Modifier.isAbstract(codec.getModifiers());
        boolean inner = codec.isMemberClass() && !Modifier.isStatic(codec.getModifiers());
        boolean constructible = Arrays.stream(codec.getDeclaredConstructors())
                .anyMatch(one -> one.getParameterCount() == 0 || one.isAnnotationPresent(Inject.class));
        if (concrete && !inner && constructible) return;
        mistakes.add(
                "the " + what + " " + Types.name(codec) + " cannot be created",
                "Make it a concrete class, top-level or static, with a constructor without arguments or with @Inject");
    }
}
