package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamsMXBean;
import org.rivulet.internal.model.DeploymentLimits;

/**
 * Streams that are used from all sides at once, by a handler and its threads, a client, and a container whose writes end at once, later, elsewhere or not at
 * all: each is a {@link StreamScenario}, which knows what must come of it.
 */
@Timeout(180)
class StreamModelTest {

    private static final int STREAMS = 3;

    interface Echo {
        @StreamEndpoint(path = "/echo", inboxMessages = 4, outboxMessages = 4, sendTimeout = 20_000)
        void echo(StreamInOut<String, String> stream);
    }

    @Test
    void whoeverDoesWhatEachStreamEndsAsTheModelSays() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        Logger log = Logger.getLogger("org.rivulet");
        log.setLevel(Level.OFF); // most streams here do not end well
        try {
            RandomRuns.seeds(250, random -> run(random, threads));
        } finally {
            log.setLevel(null);
            threads.shutdownNow();
        }
    }

    private static void run(Random random, ExecutorService threads) throws Exception {
        List<StreamScenario> scenarios = Stream.generate(() -> new StreamScenario(random, threads))
                .limit(STREAMS)
                .toList();
        BoundEndpoint endpoint =
                Deployments.endpoint(Echo.class, (stream, prepared, result) -> ((StreamScenario) prepared.handshake())
                        .handle((LiveStream) stream.get()));
        Deployment deployment = Deployments.start(endpoint, new DeploymentLimits(100, Long.MAX_VALUE, 0, 10, 0, 0));
        StreamSocket socket = new StreamSocket(deployment);
        Crowd crowd = new Crowd();
        for (StreamScenario scenario : scenarios) {
            Seat seat = deployment.reserve(new Guest(endpoint.model(), null), null, null);
            seat.upgrading();
            Prepared prepared = new Prepared(endpoint, scenario, "/echo", null, null, null, seat);
            crowd.add(() -> scenario.beContainer(socket, prepared));
        }
        crowd.join();
        for (StreamScenario scenario : scenarios) {
            try {
                scenario.check(deployment);
            } catch (AssertionError wrong) {
                throw new AssertionError(scenario + ": " + wrong.getMessage(), wrong);
            }
        }
        assertThat(deployment.holds().availablePermits()).as("holds").isEqualTo(2);
        StreamsMXBean counted = deployment.counted();
        assertThat(counted.getOpenedStreams()).isEqualTo(STREAMS);
        assertThat(counted.getOpenStreams()).isZero();
        assertThat(counted.getPausedInboxes()).isZero();
        deployment.stop(); // waits for the handlers
        assertThat(counted.getQueuedBytes()).isZero();
    }
}
