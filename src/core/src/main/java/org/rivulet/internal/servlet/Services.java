package org.rivulet.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.identity.ForgedException;
import org.rivulet.internal.identity.FullException;
import org.rivulet.internal.identity.Verifier;
import org.rivulet.internal.identity.Verifier.Vouched;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.websocket.Deployment;

/** Requests of services, who alone reach endpoints that are not exposed. */
final class Services {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private Services() {}

    /**
     * What a service says of its request; null if it comes from elsewhere, and the endpoint is for everybody.
     *
     * @throws StreamException {@link ErrorCode#NOT_FOUND} if the endpoint is for services, {@link ErrorCode#UNAUTHENTICATED} if it is not and the request claims to come
     *     from one
     */
    static @Nullable Vouched admit(HttpServletRequest request, EndpointModel endpoint, Deployment deployment) {
        boolean exposed = endpoint.options().expose();
        try {
            Vouched vouched = verify(request, deployment.entrance().services());
            if (vouched == null && !exposed) throw notFound();
            return vouched;
        } catch (FullException full) {
            warn(request, endpoint, full);
            throw new StreamException(ErrorCode.UNAVAILABLE, "too many requests of services");
        } catch (ForgedException forged) {
            warn(request, endpoint, forged);
            throw exposed
                    ? new StreamException(ErrorCode.UNAUTHENTICATED, "the internal identity is not valid")
                    : notFound();
        }
    }

    private static void warn(HttpServletRequest request, EndpointModel endpoint, RuntimeException why) {
        LOG.log(
                Level.WARNING,
                () -> "Refused an internal identity for " + endpoint.fullName() + ", from "
                        + Requests.peer(request).address() + ": " + why.getMessage());
    }

    private static @Nullable Vouched verify(HttpServletRequest request, Verifier verifier) {
        return verifier.verify(
                request.getMethod(),
                request.getRequestURI(),
                request.getQueryString(),
                name -> Requests.headers(request, name));
    }

    private static StreamException notFound() {
        return new StreamException(ErrorCode.NOT_FOUND, "endpoint not found");
    }
}
