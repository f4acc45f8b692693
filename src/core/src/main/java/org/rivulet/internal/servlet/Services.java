package org.rivulet.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.identity.ForgedException;
import org.rivulet.internal.identity.FullException;
import org.rivulet.internal.identity.Verifier;
import org.rivulet.internal.identity.Verifier.Vouched;
import org.rivulet.internal.model.EndpointModel;

/** Requests of services, who alone reach endpoints that are not exposed. Thread-safe. */
final class Services {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Verifier verifier;
    private final AtomicLong refused = new AtomicLong(); // since the last line
    private final AtomicLong lineDue = new AtomicLong(System.nanoTime());

    /** Tells services from everybody else by this. */
    Services(Verifier verifier) {
        this.verifier = verifier;
    }

    /**
     * What a service says of its request; null if it comes from elsewhere, and the endpoint is for everybody.
     *
     * @throws StreamException {@link ErrorCode#NOT_FOUND} if the endpoint is for services, {@link ErrorCode#UNAUTHENTICATED} if it is not and the request claims to come
     *     from one
     */
    @Nullable
    Vouched admit(HttpServletRequest request, EndpointModel endpoint) {
        boolean exposed = endpoint.options().expose();
        try {
            Vouched vouched = verify(request);
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

    /**
     * At most one line a second, which says how many it stands for: nothing has limited the handshakes of an address yet, since what is not exposed answers everybody
     * with 404 before anything else.
     */
    private void warn(HttpServletRequest request, EndpointModel endpoint, RuntimeException why) {
        refused.incrementAndGet();
        long now = System.nanoTime();
        long due = lineDue.get();
        if (now - due < 0 || !lineDue.compareAndSet(due, now + LINE_NANOS)) return;
        LOG.log(
                Level.WARNING,
                "Internal identities refused: " + refused.getAndSet(0) + ", the last for " + endpoint.fullName()
                        + ", from " + Requests.peer(request).address() + ": " + why.getMessage());
    }

    private @Nullable Vouched verify(HttpServletRequest request) {
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
