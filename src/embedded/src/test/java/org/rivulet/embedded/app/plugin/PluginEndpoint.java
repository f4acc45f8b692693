package org.rivulet.embedded.app.plugin;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** Echoes, with its path parameter. */
public class PluginEndpoint extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        String id = session.getPathParameters().get("id");
        session.addMessageHandler(
                String.class, message -> session.getAsyncRemote().sendText(id + ": " + message));
    }
}
