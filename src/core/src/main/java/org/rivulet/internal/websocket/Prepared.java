package org.rivulet.internal.websocket;

import java.net.InetSocketAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.handshake.Authenticator.Identity;

/**
 * What the road before the upgrade found out about a connection.
 *
 * @param endpoint where it goes
 * @param handshake its handshake object, if the endpoint takes one
 * @param path the path as it was sent, below the context
 * @param remoteAddress the peer, if known
 * @param caller who the container has authenticated, if it has
 * @param identity who the application's auth handler has authenticated, if it has
 * @param seat what is kept for the stream
 */
public record Prepared(
        BoundEndpoint endpoint,
        @Nullable Object handshake,
        String path,
        @Nullable InetSocketAddress remoteAddress,
        @Nullable Caller caller,
        @Nullable Identity identity,
        Seat seat) {

    /** Whether the caller's time is over. */
    boolean isExpired() {
        return identity != null && identity.isExpired() || caller != null && caller.isExpired();
    }

    /** The caller's name: the container's, else that of auth data which are one. */
    @Nullable
    Principal principal() {
        if (caller != null) return caller.principal();
        return identity != null && identity.data() instanceof Principal principal ? principal : null;
    }
}
