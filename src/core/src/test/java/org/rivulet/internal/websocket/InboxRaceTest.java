package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;

/** A container's thread, handlers and whoever ends the stream, all at once at one inbox. */
@Timeout(120)
class InboxRaceTest {

    private static final Limits LIMITS = new Limits(100, 4, 100, 1, 1, 1000, 1000);

    @Test
    void nothingIsLostOrMixedUpAndNobodyIsLeftWaiting() throws Exception {
        RandomRuns.seeds(400, random -> new Race(random).run());
    }

    private static final class Race implements Inbox.Gate {

        private final boolean pausable;
        private final boolean ends;
        private final boolean discards;
        private final int messages;
        private final int takers;
        private final Memory memory = new Memory(Long.MAX_VALUE);
        private final Inbox inbox = new Inbox(LIMITS, memory, this);
        private final Semaphore open = new Semaphore(1);
        private final AtomicBoolean paused = new AtomicBoolean();
        private final AtomicInteger held = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

        Race(Random random) {
            pausable = random.nextBoolean();
            discards = random.nextInt(4) == 0;
            ends = random.nextInt(4) == 0;
            messages = random.nextInt(200);
            takers = 1 + random.nextInt(3);
        }

        void run() throws Exception {
            List<List<Frame>> taken = new ArrayList<>();
            Crowd crowd = new Crowd();
            for (int i = 0; i < takers; i++) {
                List<Frame> mine = new ArrayList<>();
                taken.add(mine);
                boolean polls = i == 1;
                crowd.add(() -> take(mine, polls));
            }
            crowd.add(this::deliver);
            if (ends) crowd.add(inbox::end);
            if (discards) crowd.add(inbox::discard);
            crowd.join();
            check(taken);
        }

        private void deliver() throws InterruptedException {
            for (int i = 0; i < messages; i++) {
                open.acquire(); // what is not read stays in the socket
                open.release();
                if (!inbox.offer(new Frame.Text(Integer.toString(i)))) refused.incrementAndGet();
            }
            inbox.end();
        }

        private void take(List<Frame> mine, boolean polls) throws InterruptedException {
            while (true) {
                Frame frame = polls ? inbox.poll(1000) : inbox.take();
                if (frame != null) mine.add(frame);
                else if (!polls || inbox.isExhausted()) return;
            }
        }

        private void check(List<List<Frame>> taken) {
            assertThat(wrong).isEmpty();
            assertThat(open.availablePermits()).as("open at the end").isEqualTo(1);
            assertThat(held).hasValue(0);
            assertThat(memory.queued()).isZero();
            assertThat(refused).hasValue(0);
            List<Integer> all = new ArrayList<>();
            for (List<Frame> one : taken) {
                List<Integer> numbers = one.stream()
                        .map(frame -> Integer.valueOf(((Frame.Text) frame).payload()))
                        .toList();
                assertThat(numbers).isSorted();
                all.addAll(numbers);
            }
            assertThat(all).doesNotHaveDuplicates();
            if (!ends && !discards) assertThat(all).hasSize(messages);
            else if (!discards) assertThat(all.stream().sorted().toList()).isEqualTo(upTo(all.size()));
        }

        private static List<Integer> upTo(int count) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) numbers.add(i);
            return numbers;
        }

        @Override
        public boolean pause() {
            if (!pausable) return false;
            if (paused.getAndSet(true)) wrong.add("paused twice");
            open.acquireUninterruptibly();
            return true;
        }

        @Override
        public void resume() {
            if (!paused.getAndSet(false)) wrong.add("resumed without a pause");
            open.release();
        }

        @Override
        public boolean tryHold() {
            held.incrementAndGet();
            return true;
        }

        @Override
        public void release() {
            if (held.decrementAndGet() < 0) wrong.add("released without a hold");
        }
    }
}
