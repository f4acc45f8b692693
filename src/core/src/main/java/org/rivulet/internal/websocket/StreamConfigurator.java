package org.rivulet.internal.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/**
 * Gives each session what the front filter prepared. A connection that came around the filter is refused: by the origin check, since
 * no server answers an exception in {@link #modifyHandshake} well.
 */
final class StreamConfigurator extends ServerEndpointConfig.Configurator {

    private final Handover handover;
    private final StreamSocket socket;

    StreamConfigurator(Handover handover, StreamSocket socket) {
        this.handover = handover;
        this.socket = socket;
    }

    @Override
    public boolean checkOrigin(String origin) {
        return handover.get() != null;
    }

    /** None: all that a server has is permessage-deflate, and that is not safe (src/docs/decisions/0007). */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Prepared prepared = handover.get();
        if (prepared == null) return;
        prepared.seat().upgrading();
        config.getUserProperties().put(StreamSocket.PREPARED, prepared);
    }

    @Override
    @SuppressWarnings("unchecked") // the one endpoint class of every configuration
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return (T) socket;
    }
}
