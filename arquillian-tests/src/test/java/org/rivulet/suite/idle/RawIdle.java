package org.rivulet.suite.idle;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** What an idle stream is measured against: a session of the container's own. */
@ServerEndpoint("/idle/raw")
public class RawIdle {

    /** Echoes what never comes. */
    @OnMessage
    public String echo(String message) {
        return message;
    }
}
