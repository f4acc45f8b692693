package org.rivulet.suite.neighbours;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamScoped;
import org.rivulet.StreamService;

/** A chat room of each of the applications, of the same name in the same path: what one says, all hear, and nobody next door. */
@StreamService
public class Room {

    private final Set<StreamOut<String>> present = ConcurrentHashMap.newKeySet();

    @Inject
    private Event<Said> event;

    @Inject
    private Seat seat;

    /** A message, as an event: all observers of the server would hear it, were there only one application. */
    public record Said(String text) {}

    /** Where somebody sits. */
    @StreamScoped
    public static class Seat {

        private int words;

        /** One more word from here. */
        public int words() {
            return ++words;
        }
    }

    @StreamEndpoint(path = "/room", expose = true, heartbeat = 3_600_000) // nobody in the tests answers a ping
    void room(StreamInOut<String, String> stream) throws IOException {
        present.add(stream);
        stream.send("in " + here());
        try {
            for (String message : stream) event.fire(new Said(message + " " + seat.words()));
        } finally {
            present.remove(stream);
        }
    }

    void tell(@Observes Said said) throws IOException {
        String message = here() + ": " + said.text();
        for (StreamOut<String> stream : present) stream.trySend(message);
    }

    /** The application, by a resource that each has at the same place. */
    private static String here() throws IOException {
        try (InputStream name = Thread.currentThread().getContextClassLoader().getResourceAsStream("name.txt")) {
            return name == null ? "nowhere" : new String(name.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
