package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LibertyGateTest {

    private static final int CANCEL = -2;
    private static final byte[] DATA = new byte[0];

    private final Wire wire = new Wire();
    private final List<Integer> prepared = new ArrayList<>(); // how many reads the channel had before each
    private final LibertyGate gate = gate(Duration.ofMinutes(1));
    private final Reader reader = readerOf(gate);

    public interface Channel {
        Object read(long bytes, Callback callback, boolean force, int timeout);
    }

    public interface Callback {
        void complete(byte[] data, Channel channel);

        void error(byte[] data, Channel channel, IOException why);
    }

    /** A channel as Liberty's: a read is told of by another thread, and one that is cancelled as if its time were over. */
    private static final class Wire implements Channel {
        private final Deque<Callback> reads = new ArrayDeque<>();
        private int cancelled;
        private boolean deaf;

        @Override
        public synchronized Object read(long bytes, Callback callback, boolean force, int timeout) {
            if (timeout != CANCEL) {
                reads.add(callback);
            } else if (!reads.isEmpty() && !deaf) {
                cancelled++;
                Callback first = reads.remove();
                onThread(() -> first.error(DATA, this, new SocketTimeoutException()));
            }
            return null;
        }

        /** Something comes in. */
        void receives() {
            taken().complete(DATA, this);
        }

        private synchronized Callback taken() {
            return reads.remove();
        }

        synchronized int reads() {
            return reads.size();
        }
    }

    /** A connection that reads on whatever it is told. */
    private static final class Reader implements Callback {
        private final Channel channel;
        private final List<String> told = new ArrayList<>();
        private Runnable work = () -> {};

        Reader(Channel channel) {
            this.channel = channel;
        }

        void read() {
            channel.read(1, this, true, 0);
        }

        void cancel() {
            channel.read(1, null, true, CANCEL);
        }

        @Override
        public void complete(byte[] data, Channel from) {
            told.add("data");
            work.run();
            assertThat(from).isSameAs(channel);
            read();
        }

        @Override
        public void error(byte[] data, Channel from, IOException why) {
            told.add(why.getClass().getSimpleName());
            work.run();
            assertThat(from).isSameAs(channel);
            read();
        }
    }

    private LibertyGate gate(Duration patience) {
        return new LibertyGate(types(), wire, this, patience, () -> prepared.add(wire.reads()));
    }

    private static Reader readerOf(LibertyGate gate) {
        return new Reader((Channel) gate.asChannel());
    }

    private static LibertyGate.Types types() {
        try {
            return new LibertyGate.Types(
                    Channel.class,
                    Callback.class,
                    Channel.class.getMethod("read", long.class, Callback.class, boolean.class, int.class),
                    Callback.class.getMethod("error", byte[].class, Channel.class, IOException.class));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPauseKeepsTheNextRead() throws Throwable {
        reader.read();
        reader.work = gate::pause;
        wire.receives();
        assertThat(wire.reads()).isZero();

        gate.resume();
        assertThat(wire.reads()).isEqualTo(1);
    }

    @Test
    void aReadIsPreparedBeforeTheChannelHasIt() {
        reader.read();
        assertThat(prepared).containsExactly(0);
        wire.receives();
        assertThat(prepared).containsExactly(0, 0);
    }

    @Test
    void whoHandlesDataIsKnown() {
        List<Boolean> seen = new ArrayList<>();
        reader.work = () -> seen.add(gate.isHandling());
        reader.read();
        wire.receives();
        assertThat(seen).containsExactly(true);
        assertThat(gate.isHandling()).isFalse();
    }

    @Test
    void closingTakesBackTheReadThatIsUnderWay() throws Throwable {
        reader.read();
        gate.close(() -> {
            assertThat(wire.reads()).isZero();
            assertThat(wire.cancelled).isEqualTo(1);
            assertThat(reader.told).isEmpty();

            reader.cancel(); // as Liberty does when it closes
            assertThat(reader.told).containsExactly("SocketTimeoutException");
            assertThat(wire.reads()).as("nothing is read while it closes").isZero();
        });
        assertThat(wire.reads()).as("for the client's close frame").isEqualTo(1);
    }

    @Test
    void aReadThatWasTakenBackInVainGoesOn() throws Throwable {
        reader.read();
        gate.close(() -> {});
        assertThat(reader.told).isEmpty();

        wire.receives();
        assertThat(reader.told).containsExactly("data");
    }

    @Test
    void closingWaitsForWhoHandlesData() throws Throwable {
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        reader.work = () -> {
            handling.countDown();
            await(closing);
            reader.told.add("handled");
        };
        reader.read();
        CompletableFuture<Void> handled = onThread(wire::receives);
        await(handling);
        Thread closer = new Thread(() -> close(() -> reader.told.add("closed")));
        closer.start();
        while (closer.isAlive() && closer.getState() != Thread.State.TIMED_WAITING) Thread.yield();
        assertThat(reader.told).containsExactly("data");

        closing.countDown();
        closer.join();
        handled.join();
        assertThat(reader.told).containsExactly("data", "handled", "closed");
        assertThat(wire.reads()).isEqualTo(1);
    }

    @Test
    void aPausedConnectionClosesToo() throws Throwable {
        gate.pause();
        reader.read();
        gate.close(reader::cancel);
        assertThat(reader.told).containsExactly("SocketTimeoutException");
        assertThat(wire.cancelled).isZero();
        assertThat(wire.reads()).isEqualTo(1);
    }

    /** It would wait for it for ever. */
    @Test
    void aReadThatCouldNotBeTakenBackIsTheConnectionsToCancel() throws Throwable {
        LibertyGate hasty = gate(Duration.ofMillis(1));
        Reader its = readerOf(hasty);
        its.read();
        wire.deaf = true;
        CountDownLatch told = new CountDownLatch(1);
        its.work = told::countDown;
        hasty.close(() -> {
            wire.deaf = false;
            its.cancel();
            await(told);
        });
        assertThat(its.told).containsExactly("SocketTimeoutException");
    }

    @Test
    void thatAReadWasTakenBackIsNotTheConnectionsToKnowHoweverLateItComes() throws Throwable {
        LibertyGate hasty = gate(Duration.ofMillis(1));
        Reader its = readerOf(hasty);
        its.read();
        wire.deaf = true;
        hasty.close(() -> {
            wire.taken().error(DATA, wire, new SocketTimeoutException());
            assertThat(its.told).isEmpty();

            its.cancel();
            assertThat(its.told).containsExactly("SocketTimeoutException");
        });
        assertThat(wire.reads()).isEqualTo(1);
    }

    @Test
    void whatTheConnectionCancelsItselfReachesTheChannel() {
        reader.read();
        reader.cancel();
        assertThat(wire.cancelled).isEqualTo(1);
    }

    private void close(LibertyGate.Closing action) {
        try {
            gate.close(action);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<Void> onThread(Runnable task) {
        return CompletableFuture.runAsync(task, run -> new Thread(run).start());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
