package org.rivulet.suite.neighbours;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** What only the second application has, and its own at a path that both have. */
@StreamService
public class Second {

    @StreamEndpoint(path = "/only/second", expose = true)
    void only(StreamInOut<String, String> stream) {
        stream.send("only second");
    }

    @StreamEndpoint(path = "/both", expose = true, maxMessageSize = 40)
    void both(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send("second " + message);
    }
}
