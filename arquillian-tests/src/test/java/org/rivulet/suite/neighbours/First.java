package org.rivulet.suite.neighbours;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** What only the first application has, and its own at a path that both have. */
@StreamService
public class First {

    @StreamEndpoint(path = "/only/first", expose = true)
    void only(StreamInOut<String, String> stream) {
        stream.send("only first");
    }

    @StreamEndpoint(path = "/both", expose = true, maxMessageSize = 20)
    void both(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send("first " + message);
    }
}
