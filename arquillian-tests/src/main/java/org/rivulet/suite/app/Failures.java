package org.rivulet.suite.app;

import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.rivulet.ErrorCode;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Ends badly. */
@StreamService
public class Failures {

    record Which(ErrorCode code) {}

    record About(String about) {}

    /** Part of a person. */
    public record Life(@Min(0) int age) {}

    /** A message with a constraint. */
    public record Person(String name, @Valid Life life) {}

    @Inject
    Witness witness;

    @StreamEndpoint(path = "/failures/code", expose = true)
    void code(Which handshake, StreamOut<String> stream) {
        stream.send("before");
        throw new StreamException(handshake.code(), "because of ü");
    }

    @StreamEndpoint(path = "/failures/long", expose = true)
    void longReason(StreamOut<String> stream) {
        throw new StreamException(ErrorCode.NOT_FOUND, "😀\"".repeat(1000));
    }

    @StreamEndpoint(path = "/failures/closed", expose = true)
    void closed(StreamOut<String> stream) {
        stream.send("before");
        stream.close(ErrorCode.RESOURCE_EXHAUSTED, "enough");
    }

    @StreamEndpoint(path = "/failures/enough", expose = true)
    void enough(StreamIn<String> stream) {
        for (int i = 0; i < 3; i++) stream.receive();
        stream.close(ErrorCode.RESOURCE_EXHAUSTED, "enough");
    }

    @StreamEndpoint(path = "/failures/unexpected", expose = true)
    void unexpected(StreamOut<String> stream) {
        stream.send("before");
        throw new IllegalStateException("secret");
    }

    @StreamEndpoint(path = "/failures/messages", expose = true, maxMessageSize = 1000)
    void messages(StreamInOut<Person, String> stream) {
        for (Person person : stream) stream.send(person.name());
    }

    @StreamEndpoint(path = "/failures/bytes", expose = true, maxMessageSize = 1000)
    void bytes(StreamInOut<byte[], byte[]> stream) {
        for (byte[] bytes : stream) stream.send(bytes);
    }

    @StreamEndpoint(path = "/failures/skipping", expose = true, invalidMessages = StreamEndpoint.InvalidMessage.SKIP)
    void skipping(StreamInOut<Person, String> stream) {
        for (Person person : stream) stream.send(person.name());
    }

    @StreamEndpoint(path = "/failures/ends/{about}", expose = true)
    void ends(About handshake, StreamIn<String> stream) {
        stream.onClose(how -> witness.saw(handshake.about(), "onClose " + how));
        for (String message : stream) witness.saw(handshake.about(), message);
        witness.saw(handshake.about(), "the iteration ends");
    }
}
