package org.rivulet.suite.wrong;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Makes none. */
@StreamService
public class Right {

    @StreamEndpoint(path = "/right", expose = true)
    void right(StreamOut<String> stream) {
        stream.send("now");
    }
}
