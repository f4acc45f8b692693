package org.rivulet.suite.idle;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Streams on which nothing happens; the client need not answer pings while the test lasts. */
@StreamService
public class Idle {

    /** Echoes what never comes. */
    @StreamEndpoint(path = "/idle/stream", expose = true, heartbeat = 3_600_000)
    void idle(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send(message);
    }
}
