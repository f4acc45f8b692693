package org.rivulet.suite.beside;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket of the application's own, at a path that begins like a stream's. */
@ServerEndpoint("/greetings")
public class OtherSocket {

    /** Answers. */
    @OnMessage
    public String answer(String message) {
        return "other: " + message;
    }
}
