package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;

/** Returned sequences that are long, lazy or wrong. */
class SequencesTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Publishing.class);

    private static final int LONG = 20_000;

    private static final Set<String> threads = ConcurrentHashMap.newKeySet();

    @StreamService
    static class Publishing {

        @StreamEndpoint(path = "/synchronous", expose = true)
        Flow.Publisher<Integer> synchronous() {
            int[] next = {0};
            return subscriber -> subscriber.onSubscribe(subscription(n -> {
                threads.add(Thread.currentThread().getName().replaceAll("\\d+", "N"));
                if (next[0] < LONG) subscriber.onNext(next[0]++);
                else subscriber.onComplete();
            }));
        }

        @StreamEndpoint(path = "/request-fails", expose = true)
        Flow.Publisher<Integer> requestFails() {
            int[] requests = {0};
            return subscriber -> subscriber.onSubscribe(subscription(n -> {
                if (requests[0]++ > 0) throw new IllegalStateException();
                subscriber.onNext(1);
            }));
        }

        @StreamEndpoint(path = "/subscribe-fails", expose = true)
        Flow.Publisher<Integer> subscribeFails() {
            return subscriber -> {
                throw new IllegalStateException();
            };
        }

        @StreamEndpoint(path = "/on-error", expose = true)
        Flow.Publisher<Integer> onError() {
            return subscriber -> subscriber.onSubscribe(
                    subscription(n -> subscriber.onError(new StreamException(ErrorCode.DATA_LOSS, "gone"))));
        }

        @StreamEndpoint(path = "/flat", expose = true)
        Stream<Integer> flat() {
            return Stream.of(1).flatMap(one -> IntStream.iterate(0, i -> i + 1).boxed());
        }

        @StreamEndpoint(path = "/chained", expose = true)
        void chained(StreamInOut<String, Integer> stream) {
            chain(stream, 0);
            stream.receive();
        }

        private void chain(StreamOut<Integer> stream, int number) {
            if (number == LONG) return;
            var unused = stream.sendAsync(number).thenRun(() -> chain(stream, number + 1));
        }

        private static Flow.Subscription subscription(Consumer<Long> requested) {
            return new Flow.Subscription() {
                @Override
                public void request(long n) {
                    requested.accept(n);
                }

                @Override
                public void cancel() {}
            };
        }
    }

    @Test
    void aPublisherThatAnswersEachRequestAtOnceIsNoRecursionAndRunsOnTheHandlersThread() {
        try (WebSocketWire wire = open("/synchronous")) {
            for (int i = 0; i < LONG; i++) assertThat(wire.text()).isEqualTo(Integer.toString(i));
            assertThat(wire.closing()).isEqualTo(new Close(1000, ""));
        }
        assertThat(threads).containsExactly("rivulet-N");
    }

    @Test
    void aChainOfAsynchronousSendsIsNoRecursion() {
        try (WebSocketWire wire = open("/chained")) {
            for (int i = 0; i < LONG; i++) assertThat(wire.text()).isEqualTo(Integer.toString(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/request-fails", "/subscribe-fails"})
    void aPublisherThatThrowsIsAnInternalError(String path) {
        try (WebSocketWire wire = open(path)) {
            assertThat(wire.skipToClose().code()).isEqualTo(1011);
        }
    }

    @Test
    void aPublishersErrorIsTheStreams() {
        try (WebSocketWire wire = open("/on-error")) {
            assertThat(wire.closing()).isEqualTo(new Close(4500, "{\"code\":\"data_loss\",\"message\":\"gone\"}"));
        }
    }

    @Test
    void aStreamThatIsFlatMappedIsLazyAllTheSame() {
        try (WebSocketWire wire = open("/flat")) {
            for (int i = 0; i < 1_000; i++) assertThat(wire.text()).isEqualTo(Integer.toString(i));
        }
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
