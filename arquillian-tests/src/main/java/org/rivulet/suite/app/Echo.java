package org.rivulet.suite.app;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Answers with what it gets. */
@StreamService
public class Echo {

    /** A message with a text and a number. */
    public record Note(String text, int number) {}

    @StreamEndpoint(path = "/echo", expose = true)
    void echo(StreamInOut<Note, Note> stream) {
        for (Note note : stream) stream.send(note);
    }

    @StreamEndpoint(path = "/echo/text", expose = true)
    void text(StreamInOut<String, String> stream) {
        for (String text : stream) stream.send(text);
    }

    /** For a client that only looks on, and answers no ping. */
    @StreamEndpoint(path = "/echo/witness", expose = true, heartbeat = 3_600_000)
    void witness(StreamInOut<String, String> stream) {
        text(stream);
    }

    @StreamEndpoint(path = "/echo/bytes", expose = true)
    void bytes(StreamInOut<byte[], byte[]> stream) {
        for (byte[] bytes : stream) stream.send(bytes);
    }
}
