package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import jakarta.websocket.CloseReason;
import java.net.InetAddress;
import java.security.Principal;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamInOut;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.model.DeploymentLimits;

/** What a handshake takes is given back, wherever it ends. */
@Timeout(120)
class DoorkeeperTest {

    private static final int HANDSHAKES = 10_000;
    private static final int THREADS = 8;
    private static final DeploymentLimits LIMITS = new DeploymentLimits(40, 1 << 20, 0, 2, 300, 1000);

    interface Echo {
        @StreamEndpoint(path = "/echo", maxStreams = 12, maxStreamsPerCaller = 3)
        void echo(StreamInOut<String, String> stream);
    }

    private final BoundEndpoint endpoint = Deployments.endpoint(Echo.class, (stream, prepared, result) -> {
        stream.get();
        if (prepared.handshake() != null) throw new IllegalStateException("as it should");
    });
    private final Deployment deployment = Deployments.start(endpoint, LIMITS);
    private final StreamSocket socket = new StreamSocket(deployment);
    private final AtomicInteger odd = new AtomicInteger();

    @BeforeEach
    void quiet() {
        Logger.getLogger("org.rivulet").setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        deployment.stop();
        Logger.getLogger("org.rivulet").setLevel(null);
    }

    /** Auth data whose hash code is another each time, and whose equals fails now and then. */
    private final class Odd {

        @Override
        public int hashCode() {
            int calls = odd.incrementAndGet();
            if (calls % 7 == 0) throw new IllegalStateException("no hash code");
            return calls % 3;
        }

        @Override
        public boolean equals(Object other) {
            if (odd.incrementAndGet() % 5 == 0) throw new IllegalStateException("no equals");
            return other instanceof Odd;
        }
    }

    @Test
    void handshakesThatEndAnywhereLeaveNothing() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Crowd crowd = new Crowd();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            crowd.add(() -> {
                for (int j = 0; j < HANDSHAKES / THREADS; j++) {
                    try {
                        if (handshake(random)) opened.incrementAndGet();
                    } catch (StreamException | IllegalStateException e) {
                        refused.incrementAndGet();
                    }
                }
            });
        }
        crowd.join();
        assertThat(opened.get()).isPositive();
        assertThat(refused.get()).isPositive();
        until("all to be given back", () -> deployment.doorkeeper().known() == 0);
        until("all threads to be free", this::allThreadsAreFree);
        assertThat(deployment.counted().getOpenStreams()).isZero();
        assertThat(deployment.counted().getOpenedStreams()).isEqualTo(opened.get());
        // which limits, depends on the machine: each has its test in StreamCountsTest
        assertThat(deployment.counted().getLimitedHandshakes().values()).anyMatch(count -> count > 0);
    }

    /** Whether it became a stream. */
    private boolean handshake(Random random) throws Exception {
        InetAddress address = random.nextInt(10) == 0 ? null : InetAddress.getByName("10.0.0." + random.nextInt(4));
        Guest guest = deployment.arrived(endpoint.model(), address, random.nextInt(1_100));
        Seat seat = deployment.reserve(guest, caller(random), identity(random));
        if (random.nextInt(4) == 0) { // the rest of the filter chain, or the server, refuses
            deployment.settle(seat);
            return false;
        }
        seat.upgrading();
        if (random.nextInt(100) == 0) { // the server does not say that nothing comes of it
            deployment.settle(seat);
            return false;
        }
        Prepared prepared =
                new Prepared(endpoint, random.nextBoolean() ? "throw" : null, "/echo", null, null, null, seat);
        FakeRemote remote = new FakeRemote(() -> FakeRemote.Mode.AT_ONCE, Runnable::run);
        FakeSession session = new FakeSession(remote, prepared);
        boolean settlesFirst = random.nextBoolean();
        if (settlesFirst) deployment.settle(seat);
        socket.onOpen(session.session, null);
        if (random.nextBoolean()) until("the close", session.closed::isDone);
        socket.onClose(session.session, new CloseReason(() -> 1000, ""));
        if (!settlesFirst) deployment.settle(seat);
        return true;
    }

    private static Caller caller(Random random) {
        Principal principal = () -> "c" + random.nextInt(3);
        return random.nextBoolean() ? null : new Caller(principal, Runnable::run, null, null);
    }

    private Identity identity(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Identity(List.of(random.nextInt(3)), null);
            case 1 -> new Identity(new Odd(), null);
            default -> null;
        };
    }

    private boolean allThreadsAreFree() {
        int free = 0;
        while (free < LIMITS.handlerThreads() && deployment.threads().reserve()) free++;
        for (int i = 0; i < free; i++) deployment.threads().release();
        return free == LIMITS.handlerThreads();
    }
}
