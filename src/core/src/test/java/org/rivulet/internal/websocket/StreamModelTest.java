package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.JsonbBuilder;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamsMXBean;
import org.rivulet.internal.codec.Codecs;
import org.rivulet.internal.codec.JsonBinding;
import org.rivulet.internal.handshake.Constraints;
import org.rivulet.internal.handshake.Entrance;
import org.rivulet.internal.model.Access;
import org.rivulet.internal.model.AuthDataRule;
import org.rivulet.internal.model.DeploymentLimits;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.EndpointReader;
import org.rivulet.internal.model.Mistakes;

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
        BoundEndpoint endpoint = endpoint((stream, prepared, result) ->
                ((StreamScenario) prepared.handshake()).handle((LiveStream) stream.get()));
        Entrance entrance = Entrance.of(null, key -> Optional.empty(), new Mistakes());
        DeploymentLimits limits = new DeploymentLimits(100, Long.MAX_VALUE, 0);
        Deployment deployment = new Deployment(List.of(endpoint), entrance, limits);
        deployment.start(container());
        StreamSocket socket = new StreamSocket(deployment);
        Crowd crowd = new Crowd();
        for (StreamScenario scenario : scenarios) {
            Seat seat = Objects.requireNonNull(deployment.reserve());
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

    private static BoundEndpoint endpoint(Handler handler) throws NoSuchMethodException {
        Method method = Echo.class.getDeclaredMethod("echo", StreamInOut.class);
        EndpointModel model = EndpointReader.read(
                "echo",
                method,
                method.getAnnotation(StreamEndpoint.class),
                key -> Optional.empty(),
                AuthDataRule.none(),
                new Mistakes());
        Codecs.Instances none = new Codecs.Instances() {
            @Override
            public <T> T create(Class<T> type, Consumer<Runnable> destroy) {
                throw new AssertionError(type);
            }
        };
        Codecs codecs = new Codecs(model, new JsonBinding(JsonbBuilder.create(), false), none);
        return new BoundEndpoint(model, new Access(true, List.of()), null, codecs, Constraints.NONE, handler);
    }

    private static ServerContainer container() {
        return (ServerContainer) Proxy.newProxyInstance(
                ServerContainer.class.getClassLoader(),
                new Class<?>[] {ServerContainer.class},
                (proxy, method, arguments) -> null);
    }
}
