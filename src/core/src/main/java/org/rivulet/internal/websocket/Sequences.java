package org.rivulet.internal.websocket;

import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.BaseStream;
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
        try (AutoCloseable whole = closer(sequence)) {
            Iterator<?> messages =
                    sequence instanceof BaseStream<?, ?> s ? s.iterator() : ((Iterable<?>) sequence).iterator();
            try (AutoCloseable iterator = closer(messages)) {
                while (messages.hasNext()) out.send(messages.next());
            }
        }
    }

    private static AutoCloseable closer(Object sequence) {
        return sequence instanceof AutoCloseable closeable ? closeable : () -> {};
    }

    private static void publish(Flow.Publisher<?> publisher, StreamOut<Object> out) throws Exception {
        Subscription subscription = new Subscription(out);
        publisher.subscribe(subscription);
        subscription.await();
    }

    /** Requests a message when the one before is on the wire, so a client that does not read is not published to. */
    private static final class Subscription implements Flow.Subscriber<Object> {

        private final StreamOut<Object> out;
        private final CountDownLatch done = new CountDownLatch(1);

        // written by the publisher's thread of the moment
        private volatile Flow.@Nullable Subscription upstream;
        private volatile @Nullable Throwable failure;

        Subscription(StreamOut<Object> out) {
            this.out = out;
        }

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
            var unused = out.sendAsync(message).whenComplete((written, problem) -> {
                if (problem != null) fail(problem);
                else if (upstream != null) upstream.request(1);
            });
        }

        private void fail(Throwable problem) {
            if (upstream != null) upstream.cancel();
            onError(problem);
        }

        @Override
        public void onError(Throwable problem) {
            if (failure == null) failure = problem;
            done.countDown();
        }

        @Override
        public void onComplete() {
            done.countDown();
        }

        /** Keeps the handler's thread and its contexts until the end; interrupted when the client is gone. */
        void await() throws Exception {
            try {
                done.await();
            } finally {
                if (done.getCount() > 0 && upstream != null) upstream.cancel();
            }
            if (failure instanceof Exception exception) throw exception;
            if (failure instanceof Error error) throw error;
        }
    }
}
