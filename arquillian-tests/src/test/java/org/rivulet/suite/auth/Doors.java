package org.rivulet.suite.auth;

import jakarta.inject.Inject;
import java.util.Optional;
import org.rivulet.AuthData;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Endpoints for callers, for everybody, and for services. */
@StreamService
public class Doors {

    @Inject
    Guest guest;

    @StreamEndpoint(path = "/guarded", expose = true, auth = true)
    void guarded(@AuthData User user, StreamInOut<String, String> stream) {
        for (String question : stream) {
            stream.send(question.equals("injected") ? guest.name() : user.name());
        }
    }

    @StreamEndpoint(path = "/open", expose = true)
    void open(@AuthData Optional<User> user, StreamInOut<String, String> stream) {
        for (String question : stream) stream.send(user.map(User::name).orElse("nobody"));
    }

    @StreamEndpoint(path = "/private", auth = true)
    void hidden(@AuthData User user, StreamInOut<String, String> stream) {
        for (String question : stream) stream.send(user.name());
    }
}
