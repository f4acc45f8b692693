package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.rivulet.ErrorCode;
import org.rivulet.StreamClose;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamException;

/** One stream: what its client, its container and its handler do, at random, and what must come of it. */
final class StreamScenario {

    /** More of the container's threads would be held than may be: the stream is refused, and what waits is forgotten. */
    private static final int OVERLOADED = 1013;

    /** What the handler does when it has nothing else to do. */
    private enum End {
        RETURNS,
        READS_TO_THE_END,
        THROWS,
        FAILS
    }

    private final int incoming;
    private final boolean clientCloses;
    private final CloseReason clientsReason;
    private final int reads;
    private final int senders;
    private final int outgoing;
    private final boolean closedByAnother;
    private final End end;
    private final int breaksAt;
    private final long salt;
    private final AtomicInteger writes = new AtomicInteger();
    private final FakeRemote remote;

    private final List<String> received = new ArrayList<>();
    private final List<List<Sent>> accepted = new ArrayList<>();
    private final Queue<StreamClose> told = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<StreamClose> toldFirst = new CompletableFuture<>();
    private final CompletableFuture<Void> handled = new CompletableFuture<>();
    private volatile FakeSession session;
    private volatile LiveStream stream;

    StreamScenario(Random random, ExecutorService threads) {
        incoming = random.nextInt(40);
        clientCloses = random.nextBoolean();
        int[] codes = {1000, 1001, 1005, 1006, 4000};
        int code = codes[random.nextInt(codes.length)];
        clientsReason = new CloseReason(() -> code, "");
        reads = random.nextInt(50);
        senders = random.nextInt(3);
        outgoing = random.nextInt(40);
        closedByAnother = random.nextInt(3) == 0;
        end = End.values()[random.nextInt(End.values().length)];
        breaksAt = random.nextInt(4) == 0 ? random.nextInt(50) : Integer.MAX_VALUE;
        salt = random.nextLong();
        remote = new FakeRemote(this::mode, threads);
    }

    private record Sent(String text, CompletableFuture<Void> stage) {}

    private FakeRemote.Mode mode() {
        int write = writes.getAndIncrement();
        if (write >= breaksAt) return (salt & 1) == 0 ? FakeRemote.Mode.FAILS : FakeRemote.Mode.THROWS;
        return (salt >> (write % 64) & 1) == 0 ? FakeRemote.Mode.AT_ONCE : FakeRemote.Mode.ELSEWHERE;
    }

    // ---- the container and the client, on one thread

    void beContainer(StreamSocket socket, Prepared prepared) throws Exception {
        FakeSession opened = new FakeSession(remote, prepared);
        session = opened;
        socket.onOpen(opened.session, null);
        for (int i = 0; i < incoming && !isOver(); i++) opened.deliver("\"" + i + "\"");
        if (clientCloses || isBroken()) {
            socket.onClose(opened.session, isBroken() ? new CloseReason(() -> 1006, "") : clientsReason);
        } else {
            socket.onClose(opened.session, awaitClose().reason());
        }
        handled.get(30, TimeUnit.SECONDS);
    }

    private boolean isOver() {
        return session.closed.isDone() || isBroken();
    }

    private boolean isBroken() {
        return writes.get() > breaksAt;
    }

    /** A handler that reads more than comes needs an end. */
    private FakeSession.Closed awaitClose() throws Exception {
        if (end == End.READS_TO_THE_END || reads > incoming) stream().close();
        while (!isBroken()) {
            try {
                return session.closed.get(20, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (handled.isDone() && !isBroken()) return session.closed.get(10, TimeUnit.SECONDS);
            }
        }
        return new FakeSession.Closed(new CloseReason(() -> 1006, ""), List.of());
    }

    private LiveStream stream() {
        while (stream == null) Thread.yield();
        return stream;
    }

    // ---- the handler and its threads

    void handle(LiveStream opened) throws Exception {
        opened.onClose(this::told);
        stream = opened;
        try {
            Crowd crowd = new Crowd();
            for (int i = 0; i < senders; i++) {
                int sender = i;
                List<Sent> mine = new ArrayList<>();
                accepted.add(mine);
                crowd.add(() -> send(sender, mine));
            }
            crowd.add(this::receive);
            if (closedByAnother) crowd.add(() -> opened.close(ErrorCode.ABORTED, "enough"));
            crowd.join();
        } finally {
            handled.complete(null);
        }
        if (end == End.THROWS) throw new StreamException(ErrorCode.NOT_FOUND, "thrown");
        if (end == End.FAILS) throw new IllegalStateException("as it should");
    }

    private void told(StreamClose how) {
        told.add(how);
        toldFirst.complete(how);
    }

    private void send(int sender, List<Sent> mine) {
        try {
            for (int i = 0; i < outgoing; i++) {
                String text = sender + ":" + i;
                CompletableFuture<Void> stage = null;
                boolean isAccepted = true;
                if (i % 3 == 0) stream.send(text);
                else if (i % 3 == 1) isAccepted = stream.trySend(text);
                else stage = stream.sendAsync(text).toCompletableFuture();
                if (isAccepted) mine.add(new Sent(text, stage));
            }
        } catch (StreamClosedException closed) {
            assertThat(stream.isOpen()).isFalse();
            assertThat(closed.streamId()).isEqualTo(stream.id());
        }
    }

    private void receive() {
        try {
            for (int i = 0; i < reads || end == End.READS_TO_THE_END; i++) received.add((String) stream.receive());
        } catch (StreamClosedException closed) {
            assertThat(stream.isOpen()).isFalse();
        }
    }

    // ---- what must have come of it

    void check(Deployment deployment) throws Exception {
        StreamClose how = toldFirst.get(10, TimeUnit.SECONDS);
        assertThat(told).as("told once").containsExactly(how);
        CompletableFuture<StreamClose> late = new CompletableFuture<>();
        stream.onClose(late::complete);
        assertThat(late).isCompletedWithValue(how);
        assertThat(session.wrong).isEmpty();
        assertThat(remote.wrong).isEmpty();
        assertThat(deployment.forget(stream)).as("still open").isFalse();
        FakeSession.Closed closed = closeFrame(how);
        if (closed != null) {
            assertThat(remote.begun).as("written after the close").isEqualTo(closed.written());
            assertThat(how.code()).isIn(closed.reason().getCloseCode().getCode(), clientCode());
        } else {
            assertThat(how.code()).isIn(clientCode(), OVERLOADED); // refused, and the client went before it was told
        }
        boolean isOrderly = how.code() != OVERLOADED && !isBroken();
        checkReceived(closed == null && isOrderly);
        for (List<Sent> mine : accepted) checkSent(mine, closed != null && isOrderly);
    }

    /** What was said of the end is about to be sent, unless it is the client who said it, or who went before it was told. */
    private FakeSession.Closed closeFrame(StreamClose how) throws Exception {
        if (how.code() == clientCode() || how.code() == OVERLOADED) return session.closed.getNow(null);
        return session.closed.get(10, TimeUnit.SECONDS);
    }

    private int clientCode() {
        return isBroken() ? 1006 : clientsReason.getCloseCode().getCode();
    }

    private void checkReceived(boolean complete) {
        for (int i = 0; i < received.size(); i++) assertThat(received.get(i)).isEqualTo(Integer.toString(i));
        if (complete && end == End.READS_TO_THE_END && !closedByAnother)
            assertThat(received).hasSize(incoming);
    }

    /** What is written of one thread is a beginning of what it sent; what is under way when the connection ends may be written after all. */
    private void checkSent(List<Sent> mine, boolean complete) throws Exception {
        List<Boolean> works = new ArrayList<>();
        for (Sent sent : mine) {
            works.add(sent.stage == null
                    || sent.stage.handle((nothing, problem) -> problem == null).get(10, TimeUnit.SECONDS));
        }
        List<String> written =
                remote.written.stream().map(StreamScenario::unquoted).toList();
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < mine.size(); i++) {
            Sent sent = mine.get(i);
            boolean isWritten = written.contains(sent.text);
            if (sent.stage != null && works.get(i))
                assertThat(isWritten).as(sent.text).isTrue();
            if (works.get(i) || isWritten) taken.add(sent.text);
        }
        List<String> ofMine = written.stream()
                .filter(text -> mine.stream().anyMatch(sent -> sent.text.equals(text)))
                .toList();
        assertThat(ofMine).isEqualTo(taken.subList(0, ofMine.size()));
        if (complete) assertThat(ofMine).as("written before the close").isEqualTo(taken);
    }

    private static String unquoted(String json) {
        return json.substring(1, json.length() - 1);
    }

    @Override
    public String toString() {
        return "client sends " + incoming + (clientCloses ? ", closes " + clientsReason : "") + "; handler reads "
                + reads
                + ", " + senders + " threads send " + outgoing + ", " + end
                + (closedByAnother ? ", closed by another" : "")
                + "; writes break at " + breaksAt;
    }
}
