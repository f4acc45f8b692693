package org.rivulet.embedded.app;

import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** Found by its annotation, created by CDI. */
@ServerEndpoint("/greetings/{language}")
public class GreetingEndpoint {

    @Inject
    Greeter greeter;

    @OnMessage
    public String greet(String name, @PathParam("language") String language, Session session) {
        return switch (name) {
            case "thread?" -> Thread.currentThread().getName();
            case "idle?" -> String.valueOf(session.getMaxIdleTimeout());
            default -> greeter.greet(name) + " (" + language + ")";
        };
    }
}
