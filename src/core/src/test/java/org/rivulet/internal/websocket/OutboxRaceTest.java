package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;
import org.rivulet.internal.websocket.Outbox.Result;

/** Senders, the container's threads, the watchdog and whoever closes, all at once at one outbox. */
@Timeout(120)
class OutboxRaceTest {

    private static final Limits LIMITS = new Limits(100, 1, 1, 3, 60, 1000, 1000);

    @Test
    void ordersAreKeptAndNothingIsLostBeforeACloseAndNobodyIsLeftWaiting() throws Exception {
        ExecutorService container = Executors.newFixedThreadPool(2);
        try {
            RandomRuns.seeds(400, random -> new Race(random, container).run());
        } finally {
            container.shutdownNow();
        }
    }

    private static final class Race {

        private final int senders;
        private final int messages;
        private final boolean closes;
        private final boolean aborts;
        private final boolean pings;
        private final int breaksAt;
        private final FakeRemote.Mode last;
        private final AtomicInteger writes = new AtomicInteger();
        private final long salt;
        private final FakeRemote remote;
        private final Memory memory = new Memory(Long.MAX_VALUE);
        private final Outbox outbox;
        private final AtomicInteger lost = new AtomicInteger();
        private final CompletableFuture<List<String>> writtenAtClose = new CompletableFuture<>();
        private final AtomicInteger drained = new AtomicInteger();

        Race(Random random, ExecutorService container) {
            senders = 1 + random.nextInt(3);
            messages = random.nextInt(60);
            aborts = random.nextInt(4) == 0;
            closes = random.nextBoolean();
            pings = random.nextInt(4) == 0;
            breaksAt = random.nextInt(4) == 0 ? random.nextInt(60) : Integer.MAX_VALUE;
            last = random.nextBoolean() ? FakeRemote.Mode.FAILS : FakeRemote.Mode.THROWS;
            salt = random.nextLong();
            remote = new FakeRemote(this::mode, container);
            outbox = new Outbox(LIMITS, memory, remote.async(), 1, Runnable::run, why -> {
                lost.incrementAndGet();
                writtenAtClose.cancel(false); // there will be no normal close
                return why;
            });
        }

        private FakeRemote.Mode mode() {
            int write = writes.getAndIncrement();
            if (write >= breaksAt) return last;
            return (salt >> (write % 64) & 1) == 0 ? FakeRemote.Mode.AT_ONCE : FakeRemote.Mode.ELSEWHERE;
        }

        private record Sent(String text, CompletableFuture<Void> stage) {}

        void run() throws Exception {
            List<List<Sent>> accepted = new ArrayList<>();
            Crowd crowd = new Crowd();
            for (int i = 0; i < senders; i++) {
                int sender = i;
                List<Sent> mine = new ArrayList<>();
                accepted.add(mine);
                crowd.add(() -> send(sender, mine));
            }
            if (closes) crowd.add(this::close);
            if (aborts) crowd.add(() -> outbox.abort(new IllegalStateException("aborted"), () -> {}));
            if (pings) crowd.add(outbox::ping);
            crowd.join();
            if (!closes) close();
            if (!aborts) checkClose(accepted);
            check(accepted);
        }

        private void close() {
            outbox.close(() -> {
                drained.incrementAndGet();
                writtenAtClose.complete(List.copyOf(remote.written));
            });
        }

        private void send(int sender, List<Sent> mine) throws InterruptedException {
            for (int i = 0; i < messages; i++) {
                Sent sent = new Sent(sender + ":" + i, i % 3 == 0 ? new CompletableFuture<>() : null);
                Result result = outbox.offer(new Frame.Text(sent.text), sent.stage, TimeUnit.SECONDS.toNanos(30));
                if (result == Result.ACCEPTED) mine.add(sent);
                else if (result == Result.FULL) throw new AssertionError("left waiting");
                else return;
            }
        }

        private void awaitEmpty() {
            long start = System.nanoTime();
            while (memory.queued() != 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) Thread.yield();
            assertThat(memory.queued()).isZero();
        }

        private void checkClose(List<List<Sent>> accepted) throws Exception {
            try {
                checkAll(accepted, writtenAtClose.get(10, TimeUnit.SECONDS));
            } catch (CancellationException lostItsConnection) {
                assertThat(lost).hasValue(1);
            }
        }

        private void checkAll(List<List<Sent>> accepted, List<String> written) {
            assertThat(written)
                    .containsExactlyInAnyOrderElementsOf(accepted.stream()
                            .flatMap(List::stream)
                            .map(Sent::text)
                            .toList());
            assertThat(remote.begun).isEqualTo(written);
        }

        private void check(List<List<Sent>> accepted) throws Exception {
            assertThat(remote.wrong).isEmpty();
            awaitEmpty(); // who breaks or aborts it may be about to
            assertThat(lost.get()).isLessThanOrEqualTo(1);
            assertThat(drained.get()).isLessThanOrEqualTo(1);
            for (List<Sent> mine : accepted) checkOne(mine);
        }

        /** What is written of one sender is a beginning of what it sent, and its stages say the same. */
        private void checkOne(List<Sent> mine) throws Exception {
            for (Sent sent : mine) {
                if (sent.stage == null) continue;
                CompletableFuture<Boolean> works = sent.stage.handle((nothing, problem) -> problem == null);
                assertThat(works.get(10, TimeUnit.SECONDS)).isEqualTo(remote.written.contains(sent.text));
            }
            List<String> texts = mine.stream().map(Sent::text).toList();
            List<String> written = remote.begun.stream().filter(texts::contains).toList();
            assertThat(written).isEqualTo(texts.subList(0, written.size()));
        }
    }
}
