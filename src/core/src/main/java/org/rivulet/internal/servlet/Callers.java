package org.rivulet.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.handshake.Authenticator;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.identity.Verifier.Vouched;
import org.rivulet.internal.model.Access;
import org.rivulet.internal.websocket.BoundEndpoint;

/** Who a request comes from, and whether an endpoint lets that caller in. */
final class Callers {

    private Callers() {}

    /**
     * Who the application says it is, by its auth handler. An endpoint with auth = true asks for that, or for the container's caller where there is no
     * auth handler. A service says it itself.
     *
     * @throws StreamException {@link ErrorCode#UNAUTHENTICATED} if the endpoint's caller is unknown, or whatever else the auth handler says
     */
    static @Nullable Identity identify(
            HttpServletRequest request,
            BoundEndpoint endpoint,
            @Nullable Authenticator authenticator,
            @Nullable Vouched vouched) {
        boolean required = endpoint.model().options().auth();
        if (authenticator != null) {
            return vouched == null
                    ? authenticator.authenticate(Requests.values(request, Map.of()), required)
                    : authenticator.vouched(vouched.authData(), required);
        }
        if (required && request.getUserPrincipal() == null) throw new StreamException(ErrorCode.UNAUTHENTICATED);
        return null;
    }

    /**
     * Checks the roles that the container knows of its caller.
     *
     * @throws StreamException {@link ErrorCode#UNAUTHENTICATED} if there is none, {@link ErrorCode#PERMISSION_DENIED} if it has no role that is allowed
     */
    static void checkRoles(HttpServletRequest request, Access access) {
        if (access.isOpen()) return;
        if (!access.roles().isEmpty() && request.getUserPrincipal() == null) {
            throw new StreamException(ErrorCode.UNAUTHENTICATED);
        }
        if (access.roles().stream().noneMatch(request::isUserInRole)) {
            throw new StreamException(ErrorCode.PERMISSION_DENIED);
        }
    }
}
