package org.rivulet.internal.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.handshake.HandshakeBinder;
import org.rivulet.internal.handshake.HeaderTunnel;
import org.rivulet.internal.handshake.Peer;
import org.rivulet.internal.identity.Verifier.Vouched;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.LogWords;
import org.rivulet.internal.websocket.BoundEndpoint;
import org.rivulet.internal.websocket.Caller;
import org.rivulet.internal.websocket.Deployment;
import org.rivulet.internal.websocket.Guest;
import org.rivulet.internal.websocket.Prepared;
import org.rivulet.internal.websocket.Seat;

/**
 * The road before the upgrade. Everything that can refuse a connection does it here, with an HTTP status and JSON; what passes is
 * upgraded by the container. Thread-safe.
 */
final class FrontFilter implements Filter {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private record Serving(
            Deployment deployment,
            Routes routes,
            Services services,
            @Nullable Mechanism mechanism) {}

    // set once, by the thread that deploys; until then nothing is a stream's
    private volatile @Nullable Serving serving;

    /** Serves the endpoints; the mechanism is asked about what is in header tunnels. */
    void serve(Deployment deployment, @Nullable Mechanism mechanism) {
        Services services = new Services(deployment.entrance().services());
        serving = new Serving(deployment, new Routes(deployment.endpoints()), services, mechanism);
    }

    /** What is served; null as long as nothing is. */
    @Nullable
    Deployment deployment() {
        Serving now = serving;
        return now == null ? null : now.deployment;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Serving now = serving;
        if (now == null || !(request instanceof HttpServletRequest http)) {
            chain.doFilter(request, response);
            return;
        }
        String path = http.getRequestURI().substring(http.getContextPath().length());
        Routes.Match match = now.routes.find(path);
        if (match == null
                || Requests.isElsewhere(http, path, !match.parameters().isEmpty())) {
            chain.doFilter(LogoutRequest.wrap(http, now.deployment.logins()), response);
            return;
        }
        HttpServletResponse answer = (HttpServletResponse) response;
        EndpointModel endpoint = match.endpoint().model();
        try {
            Upgrade upgrade = admit(http, path, match, now);
            try {
                HttpServletRequest shown = now.deployment.server().upgrading(upgrade.request);
                now.deployment.handover().during(upgrade.prepared, () -> chain.doFilter(shown, response));
            } finally {
                now.deployment.settle(upgrade.prepared.seat());
            }
        } catch (StreamException refused) {
            refuse(refused, http, answer, endpoint, now.deployment);
        } catch (UpgradeRequiredException refused) {
            Refusal.of(refused, now.deployment.server()).write(answer);
        } catch (RuntimeException | Error broken) {
            fail(broken, http, answer, endpoint, now.deployment);
        }
    }

    private static void refuse(
            StreamException refused,
            HttpServletRequest request,
            HttpServletResponse answer,
            EndpointModel endpoint,
            Deployment deployment)
            throws IOException {
        Refusal refusal;
        try {
            refusal = Refusal.of(refused);
        } catch (RuntimeException | Error mute) { // an exception that fails when it is asked for its message
            fail(mute, request, answer, endpoint, deployment);
            return;
        }
        if (Requests.isUpgrade(request)) deployment.meter().refused(endpoint.fullName());
        LOG.log(
                Level.DEBUG,
                () -> "Refused a stream of " + endpoint.fullName() + ": "
                        + (endpoint.options().sensitive() ? refused.code() : LogWords.of(refusal.message())));
        refusal.write(answer);
    }

    private static void fail(
            Throwable broken,
            HttpServletRequest request,
            HttpServletResponse answer,
            EndpointModel endpoint,
            Deployment deployment)
            throws IOException {
        if (Requests.isUpgrade(request)) deployment.meter().refused(endpoint.fullName());
        String id = UUID.randomUUID().toString();
        String line = "The handshake " + id + " of " + endpoint.fullName() + " failed";
        LOG.log(Level.ERROR, line, endpoint.loggable(broken));
        Refusal.of(new StreamException(ErrorCode.INTERNAL, "internal error, logged with " + id))
                .write(answer);
    }

    private record Upgrade(HttpServletRequest request, Prepared prepared) {}

    /** The stops of the road, in their order; each may refuse. */
    private static Upgrade admit(HttpServletRequest request, String path, Routes.Match match, Serving serving)
            throws UpgradeRequiredException {
        Deployment deployment = serving.deployment;
        BoundEndpoint endpoint = match.endpoint();
        Vouched vouched = serving.services.admit(request, endpoint.model());
        Requests.checkMethod(request);
        Peer client = deployment
                .entrance()
                .proxies()
                .clientOf(Requests.peer(request), name -> Requests.headers(request, name));
        Guest guest = deployment.arrived(endpoint.model(), client.address(), Requests.size(request));
        HeaderTunnel tunnel = HeaderTunnel.open(Requests.headers(request, "Sec-WebSocket-Protocol"));
        if (vouched == null) deployment.entrance().origins().check(Requests.headers(request, "Origin"), client.asked());
        UpgradeRequest upgrade =
                new UpgradeRequest(request, tunnel, endpoint.model().path());
        upgrade.authenticate(serving.mechanism, deployment.server());
        Identity identity =
                Callers.identify(upgrade, endpoint, deployment.entrance().authenticator(), vouched);
        Callers.checkRoles(upgrade, endpoint.access());
        HandshakeBinder binder = endpoint.handshake();
        Object handshake = binder == null ? null : binder.bind(Requests.values(upgrade, match.parameters()));
        Caller caller = deployment.caller(upgrade.getUserPrincipal(), () -> SessionListener.loginOf(request));
        Seat seat = deployment.reserve(guest, caller, identity);
        try {
            Requests.checkUpgrade(request);
        } catch (StreamException | UpgradeRequiredException e) {
            deployment.settle(seat);
            throw e;
        }
        return new Upgrade(
                upgrade,
                new Prepared(endpoint, handshake, path, Requests.remoteAddress(client), caller, identity, seat));
    }
}
