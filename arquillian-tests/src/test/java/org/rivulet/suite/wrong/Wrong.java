package org.rivulet.suite.wrong;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Makes two mistakes. */
@StreamService
public class Wrong {

    /** A handshake that has no room. */
    public record Hello(String name) {}

    @StreamEndpoint(path = "/rooms/{room}", expose = true)
    void rooms(Hello hello, StreamIn<String> stream) {}

    @StreamEndpoint(path = "/answers", expose = true)
    String answers(StreamOut<String> stream) {
        return "never sent";
    }

    @StreamEndpoint(path = "/right", expose = true)
    void right(StreamOut<String> stream) {}
}
