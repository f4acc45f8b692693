package org.rivulet.internal.websocket;

import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.Codecs;
import org.rivulet.internal.handshake.Constraints;
import org.rivulet.internal.handshake.HandshakeBinder;
import org.rivulet.internal.model.Access;
import org.rivulet.internal.model.EndpointModel;

/**
 * An endpoint and what serves it.
 *
 * @param model what was declared
 * @param access whom it lets in
 * @param handshake makes its handshakes, if it takes one
 * @param codecs make its messages
 * @param constraints check what it receives
 * @param handler calls its method
 */
public record BoundEndpoint(
        EndpointModel model,
        Access access,
        @Nullable HandshakeBinder handshake,
        Codecs codecs,
        Constraints constraints,
        Handler handler) {}
