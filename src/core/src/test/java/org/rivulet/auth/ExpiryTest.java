package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.AuthHandler;
import org.rivulet.Expiring;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Streams whose caller is authenticated for a time. */
class ExpiryTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Endpoints.class);

    private static final String EXPIRED =
            "{\"code\":\"unauthenticated\",\"message\":\"the authentication has expired\"";

    private static final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    record Lease(@FromQuery Optional<Long> millis) {}

    record User(Instant expiresAt) implements Expiring {}

    @StreamService
    static class Endpoints {

        @AuthHandler
        User authenticate(Lease lease) {
            long millis = lease.millis().orElseThrow();
            return new User(millis == 0 ? null : Instant.now().plusMillis(millis));
        }

        @StreamEndpoint(path = "/echo", expose = true, auth = true)
        void echo(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
            events.add("ended");
        }

        @StreamEndpoint(path = "/open", expose = true)
        void open(StreamOut<String> stream) throws InterruptedException {
            stream.send("hello");
            new CountDownLatch(1).await(); // until it is interrupted
        }
    }

    @Test
    void aStreamEndsWhenItsAuthenticationDoes() throws Exception {
        long start = System.nanoTime();
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/echo?millis=4000"))) {
            assertThat(wire.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
            WebSocketWire.Close close = wire.closing();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(3900));
            assertThat(close.code()).isEqualTo(4401);
            assertThat(close.reason()).isEqualTo(EXPIRED + "}");
            assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("ended");
        }
    }

    @Test
    void soDoesOneThatNeedsNoAuthentication() {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/open?millis=4000"))) {
            assertThat(wire.text()).isEqualTo("\"hello\"");
            assertThat(wire.closing().code()).isEqualTo(4401);
        }
    }

    @Test
    void anInstantThatIsNullNeverComes() throws Exception {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/echo?millis=0"))) {
            assertThat(wire.isSilent(Duration.ofSeconds(1))).isTrue();
            assertThat(wire.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
        }
        assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("ended");
    }

    @Test
    void anAuthenticationThatHasExpiredIsNone() {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/echo?millis=-1"))) {
            assertThat(wire.reply().status()).isEqualTo(401);
            assertThat(wire.reply().body()).isEqualTo(EXPIRED + ",\"details\":null}");
        }
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/open?millis=-1"))) {
            assertThat(wire.text()).isEqualTo("\"hello\"");
            assertThat(wire.isSilent(Duration.ofSeconds(1))).isTrue();
        }
    }
}
