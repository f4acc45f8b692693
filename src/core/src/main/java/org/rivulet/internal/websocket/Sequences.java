package org.rivulet.internal.websocket;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamOut;

/** Sends a returned sequence as fast as the client reads, and closes it when that ends, whoever ends it. */
final class Sequences {

    private Sequences() {}

    static void send(@Nullable Object sequence, StreamOut<Object> out) throws Exception {
        if (sequence == null) throw new NullPointerException("the endpoint returned null instead of a sequence");
        if (sequence instanceof Flow.Publisher<?> publisher) {
            publish(publisher, out);
            return;
        }
        if (sequence instanceof Stream<?> stream) {
            try (stream) { // not by its iterator, which would collect what a flatMap makes of one element
                stream.sequential().forEachOrdered(out::send);
            }
            return;
        }
        try (AutoCloseable whole = closer(sequence)) {
            Iterator<?> messages = ((Iterable<?>) sequence).iterator();
            try (AutoCloseable iterator = closer(messages)) {
                while (messages.hasNext()) out.send(messages.next());
            }
        }
    }

    private static AutoCloseable closer(Object sequence) {
        return sequence instanceof AutoCloseable closeable ? closeable : () -> {};
    }

    private static void publish(Flow.Publisher<?> publisher, StreamOut<Object> out) throws Exception {
        Subscription subscription = new Subscription();
        try {
            publisher.subscribe(subscription);
            subscription.sendAll(out);
        } finally {
            subscription.cancel();
        }
    }

    /**
     * Holds one message at a time. The handler's thread sends it and requests the next, so a client that does not read is not published
     * to, and no code of the publisher runs on the server's threads.
     */
    private static final class Subscription implements Flow.Subscriber<Object> {

        private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(2); // a message and the end

        // set by the publisher's thread
        private volatile Flow.@Nullable Subscription upstream;

        private record Signal(
                @Nullable Object message, @Nullable Throwable failure) {}

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (upstream != null) {
                subscription.cancel();
                return;
            }
            upstream = subscription;
            subscription.request(1);
        }

        @Override
        public void onNext(Object message) {
            Objects.requireNonNull(message, "message");
            if (!signals.offer(new Signal(message, null))) cancel();
        }

        @Override
        public void onError(Throwable problem) {
            Objects.requireNonNull(problem, "problem");
            var unused = signals.offer(new Signal(null, problem));
        }

        @Override
        public void onComplete() {
            var unused = signals.offer(new Signal(null, null));
        }

        void sendAll(StreamOut<Object> out) throws Exception {
            while (true) {
                Signal next = signals.take();
                if (next.failure instanceof Exception exception) throw exception;
                if (next.failure != null) throw new IllegalStateException("the publisher failed", next.failure);
                if (next.message == null) return;
                out.send(next.message);
                Objects.requireNonNull(upstream, "a message without a subscription")
                        .request(1);
            }
        }

        void cancel() {
            Flow.Subscription subscription = upstream;
            if (subscription != null) subscription.cancel();
        }
    }
}
