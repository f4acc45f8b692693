package org.rivulet.internal.websocket;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the road before the upgrade found out about a connection.
 *
 * @param endpoint where it goes
 * @param handshake its handshake object, if the endpoint takes one
 * @param path the path as it was sent, below the context
 * @param remoteAddress the peer, if known
 * @param caller who the container has authenticated, if it has
 * @param seat what is kept for the stream
 */
public record Prepared(
        BoundEndpoint endpoint,
        @Nullable Object handshake,
        String path,
        @Nullable InetSocketAddress remoteAddress,
        @Nullable Caller caller,
        Seat seat) {}
