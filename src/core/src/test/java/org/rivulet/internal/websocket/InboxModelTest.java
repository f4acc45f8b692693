package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;

/** Whatever happens to an inbox, in whatever order: it does what a model of a few lines does. */
@Timeout(120)
class InboxModelTest {

    private static final int MESSAGES = 4;
    private static final int BYTES = 20;
    private static final long PLENTY = 1 << 20;
    private static final Limits LIMITS = new Limits(100, MESSAGES, BYTES, 1, 1, 1000, 1000);

    private enum Op {
        OFFER,
        TAKE,
        POLL,
        PAUSABLE,
        UNPAUSABLE,
        SCARCE,
        PLENTIFUL,
        END,
        DISCARD
    }

    private record Step(Op op, int argument) {

        static Step random(Random random) {
            Op op = random.nextInt(6) > 0
                    ? Op.values()[random.nextInt(4)]
                    : Op.values()[random.nextInt(Op.values().length)];
            return new Step(op, random.nextInt(10));
        }

        @Override
        public String toString() {
            return op + "(" + argument + ")";
        }
    }

    @Test
    void itDoesWhatTheModelDoes() throws Exception {
        RandomRuns.steps(4000, 60, Step::random, steps -> {
            Bench bench = new Bench();
            for (Step step : steps) bench.step(step);
        });
    }

    /** An inbox beside its model, and a gate that pauses or cannot. */
    private static final class Bench implements Inbox.Gate {

        private final Memory memory = new Memory(PLENTY);
        private final Inbox inbox = new Inbox(LIMITS, memory, this);
        private final ArrayDeque<Frame> model = new ArrayDeque<>();
        private boolean pausable = true;
        private long scarcity;
        private boolean paused;
        private boolean ended;
        private int count;

        void step(Step step) throws InterruptedException {
            switch (step.op) {
                case OFFER -> offer(new Frame.Text(count++ + "x".repeat(step.argument)));
                case TAKE -> {
                    if (!model.isEmpty() || ended) assertThat(inbox.take()).isSameAs(model.poll());
                }
                case POLL -> {
                    boolean any = !model.isEmpty();
                    assertThat(inbox.poll(0)).isSameAs(model.poll());
                    if (any && isHalfEmpty())
                        assertThat(paused).as("paused though there is room").isFalse();
                }
                case SCARCE -> spend(PLENTY - scarcity);
                case PLENTIFUL -> spend(-scarcity);
                case PAUSABLE -> pausable = true;
                case UNPAUSABLE -> pausable = false;
                case END -> {
                    ended = true;
                    inbox.end();
                }
                case DISCARD -> {
                    ended = true;
                    model.clear();
                    inbox.discard();
                }
            }
            check();
        }

        private void offer(Frame frame) {
            if (!ended) model.add(frame);
            boolean was = paused;
            boolean taken = inbox.offer(frame);
            assertThat(taken).isEqualTo(ended || was || paused || !isFull());
        }

        private void check() {
            assertThat(memory.queued()).isEqualTo(scarcity + bytes());
            assertThat(inbox.isExhausted()).isEqualTo(ended && model.isEmpty());
            if (ended) assertThat(paused).as("paused after the end").isFalse();
        }

        /** What others queue. */
        private void spend(long bytes) {
            scarcity += bytes;
            memory.take(bytes);
        }

        private boolean isFull() {
            return model.size() >= MESSAGES || bytes() >= BYTES || scarcity > 0;
        }

        private boolean isHalfEmpty() {
            return model.isEmpty() || model.size() <= MESSAGES / 2 && bytes() <= BYTES / 2 && scarcity == 0;
        }

        private long bytes() {
            return model.stream().mapToLong(Frame::size).sum();
        }

        @Override
        public boolean pause() {
            assertThat(paused).as("paused twice").isFalse();
            assertThat(isFull()).as("full when it is paused").isTrue();
            paused = pausable;
            return pausable;
        }

        @Override
        public void resume() {
            assertThat(paused).as("resumed without a pause").isTrue();
            paused = false;
        }

        @Override
        public boolean tryHold() {
            return false;
        }

        @Override
        public void release() {
            throw new AssertionError("released without a hold");
        }
    }
}
