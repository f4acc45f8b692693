package org.rivulet.suite.jwt;

import jakarta.annotation.security.RolesAllowed;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Endpoints for bearers of tokens. */
@StreamService
public class Members {

    @StreamEndpoint(path = "/caller", expose = true, auth = true)
    void caller(StreamInOut<String, String> stream) {
        for (String question : stream) stream.send(stream.caller().getName());
    }

    @StreamEndpoint(path = "/members", expose = true)
    @RolesAllowed("member")
    void members(StreamInOut<String, String> stream) {
        for (String question : stream) stream.send(stream.caller().getName());
    }

    @StreamEndpoint(path = "/anybody", expose = true)
    void anybody(StreamInOut<String, String> stream) {
        for (String question : stream) stream.send(String.valueOf(stream.caller()));
    }
}
