package org.rivulet.internal.websocket;

import java.net.InetAddress;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.handshake.Addresses;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.model.DeploymentLimits;
import org.rivulet.internal.model.Limit;
import org.rivulet.internal.server.Threads;

/** Lets in no more than there is room for, and no more of anybody than there may be. Thread-safe. */
final class Doorkeeper {

    private final DeploymentLimits limits;
    private final Memory memory;
    private final Threads threads;
    private final Meter meter;
    private final Arrivals arrivals;
    private final Tally byEndpoint = new Tally();
    private final Tally byCaller = new Tally();
    private final Tally byAddress = new Tally();

    Doorkeeper(DeploymentLimits limits, Memory memory, Threads threads, Meter meter) {
        this.limits = limits;
        this.memory = memory;
        this.threads = threads;
        this.meter = meter;
        this.arrivals = new Arrivals(limits.handshakesPerSecond());
    }

    /**
     * A request has come, of which nothing else is known.
     *
     * @throws StreamException {@link ErrorCode#RESOURCE_EXHAUSTED} if too many come from there, {@link ErrorCode#INVALID_ARGUMENT} if it is too large
     */
    void arrived(Guest guest, long size) {
        InetAddress address = guest.address();
        if (address != null && !arrivals.admit(Addresses.network(address), System.nanoTime())) {
            throw exhausted(Limit.HANDSHAKES_PER_SECOND, limits.handshakesPerSecond(), guest);
        }
        int max = limits.maxHandshakeSize();
        if (max == 0 || size <= max) return;
        throw refused(ErrorCode.INVALID_ARGUMENT, Limit.MAX_HANDSHAKE_SIZE, max + " bytes", guest);
    }

    /**
     * Keeps a place for a stream.
     *
     * @throws StreamException {@link ErrorCode#RESOURCE_EXHAUSTED} if there are too many of these, {@link ErrorCode#UNAVAILABLE} if there are too many at all
     */
    Seat reserve(Guest guest, @Nullable Caller caller, @Nullable Identity identity) {
        Claim claim = new Claim();
        try {
            claim.all(guest, who(caller, identity));
        } catch (RuntimeException | Error refused) {
            claim.run();
            throw refused;
        }
        return new Seat(claim);
    }

    /** Whom an auth handler names counts, else whom the container does: by the name if there is one, else by equality. */
    private static @Nullable Object who(@Nullable Caller caller, @Nullable Identity identity) {
        Object container = caller == null ? null : caller.principal();
        Object who = identity == null ? container : identity.data();
        return who instanceof Principal principal ? principal.getName() : who;
    }

    /** A caller at an endpoint, with the hash code that it has now. */
    private static final class Known {

        private final String endpoint;
        private final Object who;
        private final int hash;

        Known(String endpoint, Object who) {
            this.endpoint = endpoint;
            this.who = who;
            this.hash = 31 * endpoint.hashCode() + who.hashCode();
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || other instanceof Known known && endpoint.equals(known.endpoint) && who.equals(known.who);
        }
    }

    /** What a seat has taken, and gives back. Used by one thread until the seat is there, and by the one that gives it back. */
    private final class Claim implements Runnable {

        private Tally.@Nullable Share endpoint;
        private Tally.@Nullable Share caller;
        private Tally.@Nullable Share address;
        private boolean thread;

        void all(Guest guest, @Nullable Object who) {
            String name = guest.endpoint().fullName();
            int max = guest.endpoint().policy().maxStreams();
            if (max > 0) endpoint = take(byEndpoint, name, Limit.MAX_STREAMS, max, guest);
            max = guest.endpoint().policy().maxStreamsPerCaller();
            if (max > 0 && who != null) {
                caller = take(byCaller, new Known(name, who), Limit.MAX_STREAMS_PER_CALLER, max, guest);
            }
            max = limits.streamsPerAddress();
            if (max > 0 && guest.address() != null) {
                Long network = Addresses.network(guest.address());
                address = take(byAddress, network, Limit.STREAMS_PER_ADDRESS, max, guest);
            }
            thread = !memory.isScarce() && threads.reserve();
            if (!thread) throw noRoom();
        }

        private Tally.Share take(Tally tally, Object key, Limit limit, int max, Guest guest) {
            Tally.Share share = tally.take(key, max);
            if (share == null) throw exhausted(limit, max, guest);
            return share;
        }

        @Override
        public void run() {
            if (thread) threads.release();
            if (address != null) byAddress.give(address);
            if (endpoint != null) byEndpoint.give(endpoint);
            if (caller != null)
                byCaller.give(caller); // last, since it may ask an application's equals, which may throw
        }
    }

    static StreamException noRoom() {
        return new StreamException(ErrorCode.UNAVAILABLE, "no room for another stream");
    }

    private StreamException exhausted(Limit limit, int max, Guest guest) {
        return refused(ErrorCode.RESOURCE_EXHAUSTED, limit, Integer.toString(max), guest);
    }

    private StreamException refused(ErrorCode code, Limit limit, String value, Guest guest) {
        meter.limited(limit, guest.toString());
        return new StreamException(code, limit.message(value));
    }

    /** Called now and then. */
    void look(long now) {
        arrivals.forget(now);
    }

    /** How many entries there are in all tables. */
    int known() {
        return arrivals.known() + byEndpoint.keys() + byCaller.keys() + byAddress.keys();
    }
}
