package org.rivulet.suite.beside;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket of the application's own, at a path much like a stream's. */
@ServerEndpoint("/greet/{name}/own")
public class OwnSocket {

    /** Answers. */
    @OnMessage
    public String answer(String message, @PathParam("name") String name) {
        return "own " + name + ": " + message;
    }
}
