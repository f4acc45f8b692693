package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rivulet.internal.codec.Frame;
import org.rivulet.internal.model.Limits;

/** Pings on servers that are pickier than the embedded one: whose pings block, and which cannot pause a session. */
@Timeout(30)
class HeartbeatAndOutboxTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Limits LIMITS = new Limits(100, 2, 100, 1, 100, 1000, 1000);
    private static final Memory MEMORY = new Memory(Long.MAX_VALUE);
    private static final Frame MESSAGE = new Frame.Text("message");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch pinging = new CountDownLatch(1);
    private final CompletableFuture<IOException> pingEnds = new CompletableFuture<>();
    private final CompletableFuture<SendHandler> sent = new CompletableFuture<>();
    private final BlockingQueue<SendHandler> writes = new LinkedBlockingQueue<>();
    private final Outbox outbox = new Outbox(LIMITS, MEMORY, remote(), 1, Runnable::run, why -> {
        calls.add("lost");
        return why;
    });

    @Test
    void aPingIsSkippedWhileAMessageIsWritten() throws Exception {
        outbox.offer(MESSAGE, null, 0);
        assertThat(outbox.ping()).isFalse();
        assertThat(calls).containsExactly("text");
        sent.join().onResult(new SendResult());
        pingEnds.complete(null);
        assertThat(outbox.ping()).isTrue();
        assertThat(calls).containsExactly("text", "ping");
    }

    @Test
    void aMessageTakesNoRoomAwayFromItAndFollowsIt() throws Exception {
        CompletableFuture<Boolean> ping = CompletableFuture.supplyAsync(outbox::ping, HeartbeatAndOutboxTest::onThread);
        pinging.await();
        assertThat(outbox.offer(MESSAGE, null, 0)).isEqualTo(Outbox.Result.ACCEPTED);
        assertThat(calls).containsExactly("ping");
        pingEnds.complete(null);
        assertThat(ping.join()).isTrue();
        assertThat(calls).containsExactly("ping", "text");
    }

    @Test
    void aCloseFollowsIt() throws Exception {
        CompletableFuture<Boolean> ping = CompletableFuture.supplyAsync(outbox::ping, HeartbeatAndOutboxTest::onThread);
        pinging.await();
        outbox.close(() -> calls.add("close"));
        assertThat(calls).containsExactly("ping");
        pingEnds.complete(null);
        ping.join();
        assertThat(calls).containsExactly("ping", "close");
        assertThat(outbox.ping()).isFalse();
        assertThat(calls).containsExactly("ping", "close");
    }

    @Test
    void aPingThatCannotBeWrittenEndsTheOutbox() throws Exception {
        pingEnds.complete(new IOException("broken pipe"));
        assertThat(outbox.ping()).isFalse();
        assertThat(calls).containsExactly("ping", "lost");
        assertThat(outbox.offer(MESSAGE, null, 0)).isEqualTo(Outbox.Result.CLOSED);
    }

    @Test
    void aPongThatComesBeforeThePingIsKnownToBeWrittenCounts() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Heartbeat heartbeat = heartbeat(new HoldingGate(), task -> {
            thread.complete(new Thread(task));
            thread.join().start();
        });
        heartbeat.check(inSeconds(2));
        pinging.await();
        heartbeat.heard();
        heartbeat.check(inSeconds(2));
        pingEnds.complete(null);
        thread.join().join();
        heartbeat.check(inSeconds(4));
        assertThat(calls).containsExactly("ping");
    }

    @Test
    void aPongHasAnIntervalFromWhenThePingIsWritten() throws Exception {
        pingEnds.complete(null);
        Heartbeat heartbeat = heartbeat(new HoldingGate(), Runnable::run);
        long opened = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(100); // the watchdog is late
        heartbeat.check(opened + SECOND);
        heartbeat.check(opened + SECOND + SECOND / 20);
        assertThat(calls).containsExactly("ping");
        heartbeat.check(inSeconds(2));
        assertThat(calls).containsExactly("ping", "dead");
    }

    @Test
    void aMessageThatIsBeingWrittenIsLeftToTheSendTimeout() throws Exception {
        pingEnds.complete(null);
        Heartbeat heartbeat = heartbeat(new HoldingGate(), Runnable::run);
        heartbeat.check(inSeconds(2));
        outbox.offer(MESSAGE, null, 0);
        heartbeat.check(inSeconds(4));
        assertThat(calls).containsExactly("ping", "text");
        sent.join().onResult(new SendResult());
        heartbeat.check(inSeconds(6));
        assertThat(calls).containsExactly("ping", "text", "ping");
        heartbeat.check(inSeconds(8));
        assertThat(calls).containsExactly("ping", "text", "ping", "dead");
    }

    @Test
    void messagesThatAreWrittenQuicklyDoNotMakeUpForASilentClient() throws Exception {
        pingEnds.complete(null);
        Limits quick = new Limits(100, 2, 100, 1, 100, 1000, 50);
        Heartbeat heartbeat = new Heartbeat(quick, new HoldingGate(), Runnable::run, outbox, () -> calls.add("dead"));
        while (!calls.contains(
                "dead")) { // as often as it takes: each look finds a message being written, or has just done so
            outbox.offer(MESSAGE, null, 0);
            heartbeat.check(System.nanoTime());
            writes.take().onResult(new SendResult());
            heartbeat.check(System.nanoTime());
        }
        assertThat(calls).containsOnlyOnce("ping").last().isEqualTo("dead");
    }

    @Test
    void aThreadThatIsHeldHearsNothing() throws Exception {
        pingEnds.complete(null);
        HoldingGate gate = new HoldingGate();
        Heartbeat heartbeat = heartbeat(gate, Runnable::run);
        Inbox inbox = new Inbox(LIMITS, MEMORY, heartbeat);
        inbox.offer(MESSAGE);
        Thread container = new Thread(() -> inbox.offer(MESSAGE));
        container.start();
        gate.held.await();
        inbox.isExhausted(); // waits until the thread that holds the lock waits, too
        heartbeat.check(inSeconds(2));
        heartbeat.check(inSeconds(4));
        assertThat(calls).containsExactly("ping", "ping");
        inbox.take();
        container.join();
        heartbeat.check(inSeconds(6)); // sees that it was released
        heartbeat.check(inSeconds(8));
        assertThat(calls).containsExactly("ping", "ping", "ping");
        heartbeat.check(inSeconds(10));
        assertThat(calls).containsExactly("ping", "ping", "ping", "dead");
    }

    private Heartbeat heartbeat(Inbox.Gate gate, Executor threads) {
        return new Heartbeat(LIMITS, gate, threads, outbox, () -> calls.add("dead"));
    }

    private static long inSeconds(int seconds) {
        return System.nanoTime() + seconds * SECOND;
    }

    private static void onThread(Runnable task) {
        new Thread(task).start();
    }

    private RemoteEndpoint.Async remote() {
        return (RemoteEndpoint.Async) Proxy.newProxyInstance(
                RemoteEndpoint.class.getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendPing")) {
                        calls.add("ping");
                        pinging.countDown();
                        IOException problem = pingEnds.get();
                        if (problem != null) throw problem;
                    } else {
                        calls.add("text");
                        sent.complete((SendHandler) arguments[1]);
                        writes.add((SendHandler) arguments[1]);
                    }
                    return null;
                });
    }

    private static final class HoldingGate implements Inbox.Gate {

        final CountDownLatch held = new CountDownLatch(1);

        @Override
        public boolean pause() {
            return false;
        }

        @Override
        public void resume() {}

        @Override
        public boolean tryHold() {
            held.countDown();
            return true;
        }

        @Override
        public void release() {}
    }
}
