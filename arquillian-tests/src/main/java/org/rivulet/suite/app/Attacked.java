package org.rivulet.suite.app;

import java.util.Map;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** What attackers look for. */
@StreamService
public class Attacked {

    @StreamEndpoint(path = "/attacked/id", expose = true)
    void id(StreamOut<String> stream) {
        stream.send(stream.id());
    }

    /** The names of its messages are the client's. */
    @StreamEndpoint(path = "/attacked/names", expose = true, invalidMessages = StreamEndpoint.InvalidMessage.SKIP)
    int names(StreamIn<Map<String, Integer>> stream) {
        for (Map<String, Integer> message : stream) if (message.isEmpty()) return 0;
        return -1;
    }
}
