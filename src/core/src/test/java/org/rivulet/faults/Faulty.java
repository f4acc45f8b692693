package org.rivulet.faults;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.rivulet.RivuletStream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamScoped;
import org.rivulet.StreamService;
import org.rivulet.spi.HandshakeConverter;

/** An application in which everything can fail. Each of its streams takes one message, answers with one, and ends. */
@StreamService
class Faulty {

    static volatile String lastId = "";

    static final Class<?>[] BEANS = {
        Faulty.class, PerStream.class, ValueConverter.class, Around.class, OfStream.class, StreamState.class
    };

    private static void opened(RivuletStream stream) {
        lastId = stream.id();
    }

    @StreamEndpoint(path = "/witness", expose = true)
    void witness(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send(message);
    }

    @StreamEndpoint(path = "/method", expose = true)
    void method(StreamInOut<String, String> stream) {
        echo(stream);
        Fault.at(Place.METHOD);
    }

    private static <M> void echo(StreamInOut<M, M> stream) {
        opened(stream);
        stream.send(stream.receive());
    }

    // ---- beans

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Intercepted {}

    @Interceptor
    @Intercepted
    @Priority(Interceptor.Priority.APPLICATION)
    static class Around {
        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            Fault.at(Place.INTERCEPTOR);
            return call.proceed();
        }
    }

    @Intercepted
    @StreamEndpoint(path = "/intercepted", expose = true)
    void intercepted(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @StreamService
    @Dependent
    static class PerStream {
        PerStream() {
            Fault.at(Place.BEAN_CONSTRUCTOR);
        }

        @PostConstruct
        void constructed() {
            Fault.at(Place.POST_CONSTRUCT);
        }

        @PreDestroy
        void destroyed() {
            Fault.at(Place.PRE_DESTROY);
        }

        @StreamEndpoint(path = "/bean", expose = true)
        void bean(StreamInOut<String, String> stream) {
            echo(stream);
        }
    }

    @StreamScoped
    static class StreamState {
        void touch() {}

        @PreDestroy
        void destroyed() {
            Fault.at(Place.STREAM_SCOPED_DESTROY);
        }
    }

    @StreamService
    static class OfStream {
        @Inject
        StreamState state;

        @StreamEndpoint(path = "/scoped", expose = true)
        void scoped(StreamInOut<String, String> stream) {
            state.touch();
            echo(stream);
        }
    }

    // ---- handshakes

    static final class Value {}

    @ApplicationScoped
    static class ValueConverter implements HandshakeConverter<Value> {
        @Override
        public Value fromString(String value) {
            Fault.at(Place.CONVERTER);
            return new Value();
        }
    }

    record Hello(Value value) {
        Hello {
            Fault.at(Place.HANDSHAKE);
        }
    }

    @StreamEndpoint(path = "/handshake", expose = true)
    void handshake(Hello hello, StreamInOut<String, String> stream) {
        echo(stream);
    }

    // ---- messages

    public static class Codec implements Decoder.Text<String>, Encoder.Text<String> {
        @Override
        public boolean willDecode(String text) {
            Fault.at(Place.WILL_DECODE);
            return true;
        }

        @Override
        public String decode(String text) {
            Fault.at(Place.DECODE);
            return text;
        }

        @Override
        public String encode(String message) {
            Fault.at(Place.ENCODE);
            return message;
        }

        @Override
        public void init(EndpointConfig config) {}

        @Override
        public void destroy() {}
    }

    public static class Decoding extends Codec {
        @Override
        public void init(EndpointConfig config) {
            Fault.at(Place.DECODER_INIT);
        }

        @Override
        public void destroy() {
            Fault.at(Place.DECODER_DESTROY);
        }
    }

    public static class Encoding extends Codec {
        @Override
        public void init(EndpointConfig config) {
            Fault.at(Place.ENCODER_INIT);
        }

        @Override
        public void destroy() {
            Fault.at(Place.ENCODER_DESTROY);
        }
    }

    @StreamEndpoint(path = "/codec", expose = true, decoders = Decoding.class, encoders = Encoding.class)
    void codec(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @Constraint(validatedBy = Checker.class)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Checked {
        String message() default "wrong";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    public static class Checker implements ConstraintValidator<Checked, Message> {
        @Override
        public boolean isValid(Message message, ConstraintValidatorContext context) {
            Fault.at(Place.CONSTRAINT);
            return true;
        }
    }

    public record Adapted(String text) {}

    public static class Adapter implements JsonbAdapter<Adapted, String> {
        @Override
        public String adaptToJson(Adapted adapted) {
            Fault.at(Place.ADAPTER_OUT);
            return adapted.text();
        }

        @Override
        public Adapted adaptFromJson(String text) {
            Fault.at(Place.ADAPTER_IN);
            return new Adapted(text);
        }
    }

    @Checked
    public static class Message {

        @JsonbTypeAdapter(Adapter.class)
        public Adapted adapted;

        private final String text;

        @JsonbCreator
        public Message(@JsonbProperty("text") String text) {
            this.text = text;
            Fault.at(Place.MESSAGE_CONSTRUCTOR);
        }

        public String getText() {
            Fault.at(Place.GETTER);
            return text;
        }
    }

    @StreamEndpoint(path = "/json", expose = true)
    void json(StreamInOut<Message, Message> stream) {
        echo(stream);
    }

    // ---- callbacks

    @StreamEndpoint(path = "/listener", expose = true)
    void listener(StreamInOut<String, String> stream) {
        stream.onClose(how -> Fault.at(Place.LISTENER));
        echo(stream);
    }

    @StreamEndpoint(path = "/continuation", expose = true)
    void continuation(StreamInOut<String, String> stream) {
        opened(stream);
        CompletionStage<Void> sent = stream.sendAsync(stream.receive());
        try {
            sent.thenRun(() -> Fault.at(Place.CONTINUATION));
        } catch (IllegalStateException mute) {
            // it was sent already, and the new stage cannot tell itself what failed
        }
    }

    // ---- sequences

    @StreamEndpoint(path = "/iterable", expose = true)
    Iterable<String> iterable() {
        return new Sequence();
    }

    private static final class Sequence implements Iterable<String>, AutoCloseable {
        private final Iterator<String> rest = Stream.of("a").iterator();

        @Override
        public Iterator<String> iterator() {
            Fault.at(Place.ITERATOR);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    Fault.at(Place.HAS_NEXT);
                    return rest.hasNext();
                }

                @Override
                public String next() {
                    Fault.at(Place.NEXT);
                    return rest.next();
                }
            };
        }

        @Override
        public void close() {
            Fault.at(Place.ITERABLE_CLOSE);
        }
    }

    @StreamEndpoint(path = "/stream", expose = true)
    Stream<String> stream() {
        return Stream.of("a").peek(a -> Fault.at(Place.STREAM_STEP)).onClose(() -> Fault.at(Place.STREAM_CLOSE));
    }

    @StreamEndpoint(path = "/publisher", expose = true)
    Flow.Publisher<String> publisher() {
        return subscriber -> {
            Fault.at(Place.SUBSCRIBE);
            subscriber.onSubscribe(new Flow.Subscription() {
                private boolean sent;

                @Override
                public void request(long n) {
                    Fault.at(Place.REQUEST);
                    if (sent) subscriber.onComplete();
                    sent = true;
                    subscriber.onNext("a");
                }

                @Override
                public void cancel() {
                    Fault.at(Place.CANCEL);
                }
            });
        };
    }
}
