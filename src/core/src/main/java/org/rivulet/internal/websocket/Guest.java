package org.rivulet.internal.websocket;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.EndpointModel;

/**
 * Whoever asks for a stream, or how it would be answered.
 *
 * @param endpoint what is asked for
 * @param address where the request comes from, if known
 */
public record Guest(EndpointModel endpoint, @Nullable InetAddress address) {

    @Override
    public String toString() {
        return endpoint.fullName() + " from " + (address == null ? "nowhere known" : address.getHostAddress());
    }
}
