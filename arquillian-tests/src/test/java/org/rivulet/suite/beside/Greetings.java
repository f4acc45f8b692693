package org.rivulet.suite.beside;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** The streams of an application that has all the rest too. */
@StreamService
public class Greetings {

    /** Who is greeted. */
    public record Visitor(String name) {}

    @StreamEndpoint(path = "/greet/{name}", expose = true)
    void greet(Visitor visitor, StreamInOut<String, String> stream) {
        for (String message : stream) stream.send(visitor.name() + ": " + message);
    }

    /** Among the paths of Jakarta REST. */
    @StreamEndpoint(path = "/rest/live", expose = true)
    void live(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send("live " + message);
    }

    @StreamEndpoint(path = "/hidden")
    void hidden(StreamInOut<String, String> stream) {
        stream.send("nobody gets here");
    }
}
