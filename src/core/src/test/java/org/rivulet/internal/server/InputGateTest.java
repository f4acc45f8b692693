package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InputGateTest {

    private final Queue<Runnable> readers = new ArrayDeque<>();
    private final Input input = new Input(Runnable::run);
    private final InputGate gate = new InputGate(input, readers::add);
    private final Reader reader = new Reader(gate);

    @Test
    void openItPassesEverything() {
        input.arrive(3);
        assertThat(reader.read).containsExactly(0, 1, 2);
        assertThat(readers).isEmpty();
    }

    @Test
    void theContainerIsAskedWhenItListensAndNotBefore() {
        Input other = new Input(Runnable::run);
        InputGate early = new InputGate(other, readers::add);
        early.setReadListener(reader);
        assertThat(other.listener).isNull();
        early.listen();
        assertThat(other.listener).isSameAs(early);
    }

    @Test
    void whatHasEndedIsNotListenedTo() {
        Input other = new Input(Runnable::run);
        InputGate late = new InputGate(other, readers::add);
        late.setReadListener(reader);
        late.end();
        late.listen();
        assertThat(other.listener).isNull();
    }

    @Test
    void shutItPassesNothingAndAsksForNothing() {
        gate.shut();
        input.arrive(3);
        input.arrive(3);
        assertThat(reader.read).isEmpty();
        assertThat(input.isAskedForMore).isFalse();
    }

    @Test
    void whatHasWaitedIsReadByAnotherThreadThanTheOneThatOpens() {
        gate.shut();
        input.arrive(3);
        gate.open();
        assertThat(reader.read).isEmpty();
        readers.remove().run();
        assertThat(reader.read).containsExactly(0, 1, 2);
        input.arrive(1);
        assertThat(reader.read).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shutByTheReaderItEndsAfterThePortionAtHand() {
        reader.whenRead = () -> {
            if (reader.read.size() == 2) gate.shut();
        };
        input.arrive(5);
        assertThat(reader.read).containsExactly(0, 1);
        gate.open();
        readers.remove().run();
        assertThat(reader.read).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void shutAndOpenedWhileTheReaderReadsItNeedsNoOther() {
        reader.whenRead = () -> {
            gate.shut();
            gate.open();
        };
        input.arrive(5);
        assertThat(reader.read).hasSize(5);
        assertThat(readers).isEmpty();
    }

    @Test
    void shutAgainBeforeItIsReadItWaitsOn() {
        gate.shut();
        input.arrive(1);
        gate.open();
        gate.shut();
        readers.remove().run();
        assertThat(reader.read).isEmpty();
        gate.open();
        readers.remove().run();
        assertThat(reader.read).containsExactly(0);
    }

    @Test
    void shutItPassesTheEnd() throws IOException {
        gate.shut();
        gate.onAllDataRead();
        gate.onError(new EOFException());
        assertThat(reader.ends).containsExactly("all", "java.io.EOFException");
    }

    @Test
    void afterTheEndItLeavesTheInputAlone() {
        gate.shut();
        input.arrive(1);
        gate.open();
        gate.end();
        readers.remove().run();
        assertThat(reader.read).isEmpty();
        gate.shut();
        gate.open();
        assertThat(readers).isEmpty();
    }

    @Test
    void nothingIsReadWhileTheOutputWaits() {
        gate.outputWaits();
        input.arrive(3);
        gate.shut();
        gate.open();
        assertThat(readers).isEmpty();
        gate.outputMoves();
        readers.remove().run();
        readers.remove().run();
        assertThat(reader.read).containsExactly(0, 1, 2);
    }

    @Test
    void anOutputThatMovesDoesNotOpenWhatIsShut() {
        gate.shut();
        gate.outputWaits();
        input.arrive(1);
        gate.outputMoves();
        readers.remove().run();
        assertThat(readers).isEmpty();
        gate.open();
        readers.remove().run();
        assertThat(reader.read).containsExactly(0);
    }

    @Test
    void offersLittleAtOnce() throws IOException {
        gate.shut();
        input.arrive(100_000);
        assertThat(gate.available()).isEqualTo(8_192);
    }

    @Test
    void aReaderThatFailsIsTold() {
        gate.shut();
        input.arrive(1);
        reader.whenRead = () -> {
            throw new IllegalStateException();
        };
        gate.open();
        readers.remove().run();
        assertThat(reader.ends).containsExactly("java.lang.IllegalStateException");
    }

    @Test
    void openedAndShutAtAnyTimeItLosesNothingAndHasOneReaderAtATime() throws Exception {
        int all = 20_000;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Input busy = new Input(threads::execute);
            InputGate busyGate = new InputGate(busy, threads);
            Reader counting = new Reader(busyGate);
            CountDownLatch done = new CountDownLatch(all);
            counting.whenRead = () -> {
                done.countDown();
                if (ThreadLocalRandom.current().nextInt(4) == 0) {
                    busyGate.shut();
                    threads.execute(busyGate::open);
                }
                if (ThreadLocalRandom.current().nextInt(4) == 0) {
                    busyGate.outputWaits();
                    threads.execute(busyGate::outputMoves);
                }
            };
            for (int i = 0; i < all; i++) busy.arrive(1);
            assertThat(done.await(1, TimeUnit.MINUTES)).as("all read").isTrue();
            assertThat(counting.overlapped).isFalse();
            for (int i = 0; i < all; i++) assertThat(counting.read.get(i)).isEqualTo(i);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads until there is no more, as Tyrus does. */
    private static final class Reader implements ReadListener {

        private final InputGate gate;
        private final AtomicBoolean reading = new AtomicBoolean();

        // used by whoever reads
        private final List<Integer> read = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private Runnable whenRead = () -> {};
        private volatile boolean overlapped;

        Reader(InputGate gate) {
            this.gate = gate;
            gate.setReadListener(this);
            gate.listen();
        }

        @Override
        public void onDataAvailable() throws IOException {
            do {
                if (!reading.compareAndSet(false, true)) overlapped = true;
                read.add(gate.read());
                whenRead.run();
                reading.set(false);
            } while (gate.isReady());
        }

        @Override
        public void onAllDataRead() {
            ends.add("all");
        }

        @Override
        public void onError(Throwable problem) {
            ends.add(problem.getClass().getName());
        }
    }

    /** Numbers that arrive; calls the listener on a thread of its own, once for each time that it said it was not ready. */
    private static final class Input extends ServletInputStream {

        private final Executor container;
        private ReadListener listener;

        // guarded by this
        private int arrived;
        private int taken;
        private boolean isAskedForMore = true;

        Input(Executor container) {
            this.container = container;
        }

        void arrive(int count) {
            synchronized (this) {
                arrived += count;
                if (!isAskedForMore) return;
                isAskedForMore = false;
            }
            container.execute(() -> {
                try {
                    listener.onDataAvailable();
                } catch (IOException | RuntimeException e) {
                    listener.onError(e);
                }
            });
        }

        @Override
        public synchronized boolean isReady() {
            isAskedForMore = taken == arrived;
            return !isAskedForMore;
        }

        @Override
        public synchronized int read() {
            return taken++;
        }

        @Override
        public synchronized int available() {
            return arrived - taken;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            this.listener = listener;
        }
    }
}
