package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.internal.model.DeploymentLimits;

/** How long a message may take, a minute by default, as a watchdog sees it whose clock runs ahead. */
class MessageTimeTest {

    interface Echo {
        @StreamEndpoint(path = "/echo")
        void echo(StreamInOut<String, String> stream);
    }

    private final CompletableFuture<LiveStream> opened = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final BoundEndpoint endpoint = Deployments.endpoint(Echo.class, (stream, prepared, result) -> {
        opened.complete((LiveStream) stream.get());
        over.await();
    });
    private final Deployment deployment =
            Deployments.start(endpoint, new DeploymentLimits(10, Long.MAX_VALUE, 0, 0, 0, 0));
    private final StreamSocket socket = new StreamSocket(deployment);
    private FakeSession session;
    private LiveStream stream;
    private long start;

    @BeforeEach
    void open() throws Exception {
        Seat seat = deployment.reserve(new Guest(endpoint.model(), null), null, null);
        seat.upgrading();
        session = new FakeSession(
                new FakeRemote(() -> FakeRemote.Mode.AT_ONCE, Runnable::run),
                new Prepared(endpoint, null, "/echo", null, null, null, seat));
        socket.onOpen(session.session, null);
        stream = opened.get(20, TimeUnit.SECONDS);
        start = System.nanoTime();
    }

    @AfterEach
    void close() {
        over.countDown();
        socket.onClose(session.session, new CloseReason(() -> 1000, ""));
        deployment.stop();
    }

    @Test
    void itEndsAMinuteAfterItsFirstPart() throws Exception {
        session.deliver("", false);
        look(50, true, false);
        session.deliver("more", false);
        assertThat(stream.isOpen()).isTrue();
        look(90, true, false);
        assertThat(session.closed
                        .get(20, TimeUnit.SECONDS)
                        .reason()
                        .getCloseCode()
                        .getCode())
                .isEqualTo(1008);
    }

    @Test
    void itBeginsAnewWithEachMessage() {
        session.deliver("\"he", false);
        session.deliver("llo\"", true);
        look(61, true, false);
        assertThat(stream.isOpen()).isTrue();
    }

    @Test
    void theTimeWhileNothingIsReadDoesNotCount() {
        session.deliver("\"he", false);
        for (int seconds = 30; seconds <= 300; seconds += 30) look(seconds, false, false);
        look(359, true, false);
        assertThat(stream.isOpen()).isTrue();
        look(361, true, false);
        assertThat(stream.isOpen()).isFalse();
    }

    @Test
    void whatTheServerKeepsToItselfCountsFromTheFirstLook() {
        look(100, true, true);
        look(159, true, true);
        assertThat(stream.isOpen()).isTrue();
        session.deliver("\"hello\"");
        look(161, true, true);
        assertThat(stream.isOpen()).as("another message").isTrue();
        look(222, true, true);
        assertThat(stream.isOpen()).isFalse();
    }

    private void look(int seconds, boolean reading, boolean held) {
        stream.assembler().check(start + TimeUnit.SECONDS.toNanos(seconds), reading, held);
    }
}
