package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rivulet.RivuletStream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** What a stream must be. */
@SuppressWarnings("rawtypes")
class StreamDefinitionTest {

    record Hello(String name) {}

    @StreamService
    static class None {
        @StreamEndpoint(path = "/a")
        void nothing() {}

        @StreamEndpoint(path = "/b")
        String aValue(Hello handshake) {
            return "";
        }
    }

    @Test
    void noStreamAndNoSequence() {
        String mend = ": it has no stream. Add a parameter StreamIn, StreamOut or StreamInOut, or return a Stream, "
                + "Iterable or Flow.Publisher.";
        assertThat(Deploying.mistakes(None.class))
                .containsExactlyInAnyOrder(
                        "StreamDefinitionTest.None.nothing" + mend, "StreamDefinitionTest.None.aValue" + mend);
    }

    @StreamService
    static class Two {
        @StreamEndpoint(path = "/x")
        void open(StreamIn<String> in, StreamOut<String> out) {}
    }

    @Test
    void twoStreams() {
        assertThat(Deploying.mistakes(Two.class))
                .containsExactly("StreamDefinitionTest.Two.open: there are two streams among the parameters. "
                        + "Keep one: StreamInOut goes both ways.");
    }

    @StreamService
    static class Directionless {
        @StreamEndpoint(path = "/x")
        void open(RivuletStream stream) {}
    }

    @Test
    void aStreamWithoutADirection() {
        assertThat(Deploying.mistakes(Directionless.class))
                .contains("StreamDefinitionTest.Directionless.open: the parameter RivuletStream has no direction. "
                        + "Make it StreamIn, StreamOut or StreamInOut.");
    }

    @StreamService
    static class Answering {
        @StreamEndpoint(path = "/a")
        String out(StreamOut<String> stream) {
            return "";
        }

        @StreamEndpoint(path = "/b")
        List<String> inOut(StreamInOut<String, String> stream) {
            return List.of();
        }
    }

    @Test
    void aStreamThatSendsHasNoResponse() {
        String mend = ". Return void and send the messages, or return a sequence and take no stream.";
        assertThat(Deploying.mistakes(Answering.class))
                .containsExactlyInAnyOrder(
                        "StreamDefinitionTest.Answering.out: a StreamOut has no response, but the method returns String"
                                + mend,
                        "StreamDefinitionTest.Answering.inOut: a StreamInOut has no response, but the method returns "
                                + "List<String>" + mend);
    }

    @StreamService
    static class SequenceForIn {
        @StreamEndpoint(path = "/a")
        Stream<String> stream(StreamIn<String> stream) {
            return Stream.of();
        }

        @StreamEndpoint(path = "/b")
        Flow.Publisher<String> publisher(StreamIn<String> stream) {
            return subscriber -> {};
        }
    }

    @Test
    void aStreamInAnswersWithNoSequence() {
        String mend = ". Take a StreamInOut and send the messages.";
        assertThat(Deploying.mistakes(SequenceForIn.class))
                .containsExactlyInAnyOrder(
                        "StreamDefinitionTest.SequenceForIn.stream: a StreamIn answers with one response, not with a "
                                + "Stream<String>" + mend,
                        "StreamDefinitionTest.SequenceForIn.publisher: a StreamIn answers with one response, not with "
                                + "a Flow.Publisher<String>" + mend);
    }

    @StreamService
    static class Raw {
        @StreamEndpoint(path = "/a")
        void in(StreamIn stream) {}

        @StreamEndpoint(path = "/b")
        Stream sequence() {
            return Stream.of();
        }
    }

    @StreamService
    static class Wild {
        @StreamEndpoint(path = "/a")
        void in(StreamIn<?> stream) {}

        @StreamEndpoint(path = "/b")
        void out(StreamOut<? extends Number> stream) {}

        @StreamEndpoint(path = "/c")
        void inOut(StreamInOut<String, List<?>> stream) {}

        @StreamEndpoint(path = "/d")
        Iterable<?> sequence() {
            return List.of();
        }
    }

    abstract static class Generic<T> {
        @StreamEndpoint(path = "/x")
        void open(StreamIn<T> stream) {}
    }

    @StreamService
    static class Variable extends Generic<String> {}

    @Test
    void aRawStream() {
        assertThat(Deploying.mistakes(Raw.class))
                .containsExactlyInAnyOrder(
                        "StreamDefinitionTest.Raw.in: the message type of StreamIn is not known. Name a concrete type, "
                                + "as in StreamIn<Message>.",
                        "StreamDefinitionTest.Raw.sequence: the message type of Stream is not known. Name a concrete "
                                + "type, as in Stream<Message>.");
    }

    @Test
    void aStreamOfAWildcard() {
        assertThat(Deploying.mistakes(Wild.class))
                .containsExactlyInAnyOrder(
                        "StreamDefinitionTest.Wild.in: the message type of StreamIn<?> is not known. Name a concrete "
                                + "type, as in StreamIn<Message>.",
                        "StreamDefinitionTest.Wild.out: the message type of StreamOut<? extends java.lang.Number> is "
                                + "not known. Name a concrete type, as in StreamOut<Message>.",
                        "StreamDefinitionTest.Wild.inOut: the message type of StreamInOut<String, List<?>> is not "
                                + "known. Name a concrete type, as in StreamInOut<Message>.",
                        "StreamDefinitionTest.Wild.sequence: the message type of Iterable<?> is not known. Name a "
                                + "concrete type, as in Iterable<Message>.");
    }

    @Test
    void aStreamOfATypeVariable() {
        assertThat(Deploying.mistakes(Variable.class))
                .containsExactly("StreamDefinitionTest.Generic.open: the message type of StreamIn<T> is not known. "
                        + "Name a concrete type, as in StreamIn<Message>.");
    }
}
