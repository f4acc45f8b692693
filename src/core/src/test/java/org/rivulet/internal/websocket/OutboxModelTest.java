package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;
import org.rivulet.internal.websocket.Outbox.Result;

/** Whatever happens to an outbox, in whatever order: it does what a model of a few lines does. */
@Timeout(120)
class OutboxModelTest {

    private static final int MESSAGES = 3;
    private static final int BYTES = 40;
    private static final Limits LIMITS = new Limits(100, 1, 1, MESSAGES, BYTES, 1000, 1000);

    private enum Op {
        OFFER,
        OFFER_ASYNC,
        OFFER_AGAIN_WHEN_WRITTEN,
        COMPLETE,
        FAIL,
        MODE,
        PING,
        CLOSE,
        ABORT
    }

    private record Step(Op op, int argument) {

        static Step random(Random random) {
            Op[] often = {Op.OFFER, Op.OFFER_ASYNC, Op.OFFER_AGAIN_WHEN_WRITTEN, Op.COMPLETE, Op.MODE};
            Op op = random.nextInt(3) > 0
                    ? often[random.nextInt(often.length)]
                    : Op.values()[random.nextInt(Op.values().length)];
            return new Step(op, random.nextInt(100));
        }

        @Override
        public String toString() {
            return op + "(" + argument + ")";
        }
    }

    @Test
    void itDoesWhatTheModelDoes() throws Exception {
        RandomRuns.steps(4000, 40, Step::random, steps -> {
            Bench bench = new Bench();
            for (Step step : steps) bench.step(step);
        });
    }

    /** An outbox beside its model: a list of what was accepted, and whether it is closed or lost. */
    private static final class Bench {

        private FakeRemote.Mode mode = FakeRemote.Mode.LATER;
        private final FakeRemote remote = new FakeRemote(() -> mode, Runnable::run);
        private final Memory memory = new Memory(Long.MAX_VALUE);
        private final Outbox outbox = new Outbox(LIMITS, memory, remote.async(), 1, Runnable::run, this::lost);

        private final List<Frame.Text> accepted = new ArrayList<>();
        private final List<CompletableFuture<Void>> stages = new ArrayList<>();
        private int begunAtEnd = -1;
        private int lost;
        private boolean closed;
        private int drained;
        private int drainedByAbort;
        private boolean pendingAtAbort;

        void step(Step step) throws InterruptedException {
            switch (step.op) {
                case OFFER -> offer(step.argument, null);
                case OFFER_ASYNC -> offer(step.argument, new CompletableFuture<>());
                case OFFER_AGAIN_WHEN_WRITTEN -> {
                    CompletableFuture<Void> stage = new CompletableFuture<>();
                    var unused = stage.thenRun(() -> offer(step.argument / 2, null));
                    offer(step.argument, stage);
                }
                case COMPLETE -> remote.complete();
                case FAIL -> remote.fail();
                case MODE -> mode = modes()[step.argument % modes().length];
                case PING -> assertThat(outbox.ping()).isEqualTo(pingWorks());
                case CLOSE -> {
                    closed = true;
                    outbox.close(() -> {
                        assertThat(remote.written).isEqualTo(texts());
                        drained++;
                    });
                }
                case ABORT -> abort();
            }
            check();
        }

        private static FakeRemote.Mode[] modes() {
            FakeRemote.Mode later = FakeRemote.Mode.LATER;
            FakeRemote.Mode now = FakeRemote.Mode.AT_ONCE;
            return new FakeRemote.Mode[] {later, later, later, now, now, FakeRemote.Mode.FAILS, FakeRemote.Mode.THROWS};
        }

        private boolean pingWorks() {
            if (closed || isOver() || remote.isPending()) return false;
            return mode != FakeRemote.Mode.FAILS && mode != FakeRemote.Mode.THROWS;
        }

        private void offer(int size, CompletableFuture<Void> stage) {
            Frame.Text frame = new Frame.Text("#" + accepted.size() + "x".repeat(size / 8));
            boolean full = waiting() >= MESSAGES || waitingBytes() >= BYTES;
            Result expected = closed || isOver() ? Result.CLOSED : full ? Result.FULL : Result.ACCEPTED;
            if (expected == Result.ACCEPTED) { // before the call, which may come back here
                accepted.add(frame);
                stages.add(stage);
            }
            try {
                assertThat(outbox.offer(frame, stage, 0)).isEqualTo(expected);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** From the moment on that a write has failed nothing else is written, and no close looks normal, whatever others do meanwhile. */
        private Throwable lost(Throwable why) {
            lost++;
            offer(1, new CompletableFuture<>());
            if (begunAtEnd < 0) begunAtEnd = remote.begun.size();
            closed = true;
            outbox.close(() -> drained++);
            return why;
        }

        private void abort() {
            boolean before = isOver();
            closed = true;
            pendingAtAbort = remote.isPending();
            if (!before) begunAtEnd = remote.begun.size();
            drainedByAbort = 0;
            drained = 0;
            outbox.abort(new IllegalStateException("aborted"), () -> drainedByAbort++);
        }

        private boolean isOver() {
            return begunAtEnd >= 0;
        }

        private int waiting() {
            return accepted.size() - remote.written.size();
        }

        private long waitingBytes() {
            return accepted.stream()
                    .skip(remote.written.size())
                    .mapToLong(Frame::size)
                    .sum();
        }

        private List<String> texts() {
            return accepted.stream().map(Frame.Text::payload).toList();
        }

        private void check() {
            assertThat(remote.wrong).isEmpty();
            assertThat(remote.begun).isEqualTo(texts().subList(0, remote.begun.size()));
            assertThat(outbox.isWriting()).isEqualTo(remote.isPending());
            assertThat(lost).isLessThanOrEqualTo(1);
            assertThat(memory.queued()).isEqualTo(isOver() ? 0 : waitingBytes());
            if (isOver()) {
                assertThat(remote.begun).hasSize(begunAtEnd);
            } else {
                if (!remote.isPending()) assertThat(remote.written).isEqualTo(texts());
                assertThat(waiting()).isLessThanOrEqualTo(MESSAGES);
                assertThat(drained).isEqualTo(closed && !remote.isPending() ? 1 : 0);
            }
            for (int i = 0; i < stages.size(); i++) checkStage(i);
        }

        private void checkStage(int i) {
            CompletableFuture<Void> stage = stages.get(i);
            if (stage == null) return;
            boolean written = i < remote.written.size();
            boolean underWay = i == remote.written.size() && remote.isPending();
            assertThat(stage.isDone()).as("stage %d", i).isEqualTo(written || !underWay && isOver());
            if (stage.isDone()) assertThat(stage.isCompletedExceptionally()).isEqualTo(!written);
        }
    }
}
