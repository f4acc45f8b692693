package org.rivulet.suite.app;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Echoes of which nobody may have much. */
@StreamService
public class Limited {

    @StreamEndpoint(path = "/limited/two", expose = true, maxStreams = 2)
    void two(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @StreamEndpoint(path = "/limited/rate", expose = true, messagesPerSecond = 20)
    void rate(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @StreamEndpoint(path = "/limited/message", expose = true, messageTimeout = 1000)
    void message(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @StreamEndpoint(path = "/limited/first", expose = true, firstMessageTimeout = 1000)
    void first(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @StreamEndpoint(path = "/limited/idle", expose = true, idleTimeout = 7_500, heartbeat = 4_000)
    void idle(StreamInOut<String, String> stream) {
        echo(stream);
    }

    @StreamEndpoint(path = "/limited/lifetime", expose = true, maxLifetime = 1000)
    void lifetime(StreamInOut<String, String> stream) {
        echo(stream);
    }

    private static void echo(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send(message);
    }
}
