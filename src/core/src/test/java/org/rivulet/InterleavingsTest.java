package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Message;

/**
 * Random streams over real sockets, several at once: both sides send, receive and end as they like, and what each saw is compared. {@code
 * -Drivulet.model.factor} runs so many times as many, {@code -Drivulet.model.seed} others.
 */
@Timeout(240)
class InterleavingsTest {

    private static final int ROUNDS = 25 * Integer.getInteger("rivulet.model.factor", 1);
    private static final long SEED = Long.getLong("rivulet.model.seed", 1);
    private static final int AT_ONCE = 4;

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Randomly.class);

    private static final Map<String, Plan> plans = new ConcurrentHashMap<>();

    /** How a client ends; it waits for the server if it does not. */
    private enum ClientEnd {
        WAITS,
        CLOSES,
        FIN,
        RST
    }

    private enum ServerEnd {
        READS_TO_THE_END,
        RETURNS,
        CLOSES,
        THROWS
    }

    /** What is to happen to one stream, and what its handler saw. */
    private static final class Plan {

        final String name;
        final int clientSends;
        final ClientEnd clientEnd;
        final int serverReads;
        final int serverThreads;
        final int serverSends;
        final ServerEnd serverEnd;

        final List<String> received = new ArrayList<>();
        final List<List<String>> accepted = new ArrayList<>();
        final CompletableFuture<Void> handled = new CompletableFuture<>();
        final CompletableFuture<StreamClose> told = new CompletableFuture<>();

        Plan(String name, Random random) {
            this.name = name;
            clientSends = random.nextInt(200);
            clientEnd = ClientEnd.values()[random.nextInt(ClientEnd.values().length)];
            serverThreads = random.nextInt(4);
            serverSends = random.nextInt(200);
            ServerEnd end = ServerEnd.values()[random.nextInt(ServerEnd.values().length)];
            // somebody has to end it
            serverEnd = clientEnd == ClientEnd.WAITS && end == ServerEnd.READS_TO_THE_END ? ServerEnd.RETURNS : end;
            serverReads = clientSends == 0 ? 0 : random.nextInt(clientSends);
        }

        @Override
        public String toString() {
            return name + ": client sends " + clientSends + ", " + clientEnd + "; server reads " + serverReads + ", "
                    + serverThreads + " threads send " + serverSends + ", " + serverEnd;
        }
    }

    record Named(String plan) {}

    @StreamService
    static class Randomly {

        @StreamEndpoint(path = "/random", expose = true, inboxMessages = 8, outboxMessages = 8)
        void random(Named named, StreamInOut<String, String> stream) throws Exception {
            Plan plan = plans.get(named.plan());
            stream.onClose(plan.told::complete);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < plan.serverThreads; i++) {
                String name = Integer.toString(i);
                List<String> mine = new ArrayList<>();
                plan.accepted.add(mine);
                threads.add(new Thread(() -> send(stream, name, plan.serverSends, mine)));
            }
            try {
                threads.forEach(Thread::start);
                receive(plan, stream);
                if (plan.serverEnd == ServerEnd.CLOSES) stream.close(ErrorCode.ABORTED, "enough");
                for (Thread thread : threads) thread.join();
            } finally {
                plan.handled.complete(null);
            }
            if (plan.serverEnd == ServerEnd.THROWS) throw new StreamException(ErrorCode.NOT_FOUND, "thrown");
        }

        private static void receive(Plan plan, StreamIn<String> stream) {
            try {
                boolean all = plan.serverEnd == ServerEnd.READS_TO_THE_END;
                for (int i = 0; all || i < plan.serverReads; i++) plan.received.add(stream.receive());
            } catch (StreamClosedException closed) {
                assertThat(stream.isOpen()).isFalse();
            }
        }

        private static void send(StreamOut<String> stream, String name, int count, List<String> accepted) {
            try {
                for (int i = 0; i < count; i++) {
                    String text = name + ":" + i;
                    if (i % 2 == 0) stream.send(text);
                    else if (!stream.trySend(text)) continue;
                    accepted.add(text);
                }
            } catch (StreamClosedException closed) {
                assertThat(stream.isOpen()).isFalse();
            }
        }
    }

    /** What a client saw: the messages, and the close frame if one came. */
    private record Seen(List<String> messages, int code) {}

    @Test
    void bothSidesSawTheSame() throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<Void>> streams = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    long seed = SEED + (long) round * AT_ONCE + i;
                    streams.add(() -> check(new Plan("seed" + seed, new Random(seed)), clients));
                }
                for (Future<Void> stream : clients.invokeAll(streams)) stream.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static Void check(Plan plan, ExecutorService threads) throws Exception {
        plans.put(plan.name, plan);
        WebSocketWire wire = WebSocketWire.open(server.uri("/random?plan=" + plan.name));
        try {
            Future<Seen> reading = threads.submit(() -> read(wire));
            act(plan, wire);
            Seen seen = reading.get(60, TimeUnit.SECONDS);
            if (plan.clientEnd == ClientEnd.WAITS || plan.clientEnd == ClientEnd.CLOSES) wire.close();
            plan.handled.get(60, TimeUnit.SECONDS);
            StreamClose told = plan.told.get(60, TimeUnit.SECONDS);
            compare(plan, seen, told);
            return null;
        } catch (Exception | AssertionError e) {
            throw new AssertionError(plan + ": " + e, e);
        } finally {
            plans.remove(plan.name);
            wire.close();
        }
    }

    private static void act(Plan plan, WebSocketWire wire) {
        try {
            for (int i = 0; i < plan.clientSends; i++) wire.sendText("\"" + i + "\"");
            switch (plan.clientEnd) {
                case WAITS -> {}
                case CLOSES -> wire.sendClose(4321, "bye");
                case FIN -> wire.close();
                case RST -> wire.reset();
            }
        } catch (UncheckedIOException closed) {
            // by the server
        }
    }

    private static Seen read(WebSocketWire wire) {
        List<String> messages = new ArrayList<>();
        try {
            while (true) {
                Message message = wire.next();
                if (message.opcode() == 1) messages.add(message.text().replace("\"", ""));
                if (message.opcode() == 8) return new Seen(messages, code(message));
            }
        } catch (UncheckedIOException gone) {
            assertThat(gone.getCause()).as("an end").isNotInstanceOf(SocketTimeoutException.class);
            return new Seen(messages, 0);
        }
    }

    /** 0 if there is none: so the container ends a connection whose client has gone. */
    private static int code(Message close) {
        if (close.payload().length == 0) return 0;
        return (close.payload()[0] & 0xff) << 8 | close.payload()[1] & 0xff;
    }

    private static void compare(Plan plan, Seen seen, StreamClose told) {
        assertThat(plan.received).isEqualTo(numbers(plan.received.size()));
        boolean clientsEnd = told.code() == 4321;
        if (clientsEnd && plan.serverEnd == ServerEnd.READS_TO_THE_END)
            assertThat(plan.received).hasSize(plan.clientSends);
        for (int i = 0; i < plan.accepted.size(); i++) {
            String prefix = i + ":";
            List<String> accepted = plan.accepted.get(i);
            List<String> arrived = seen.messages.stream()
                    .filter(message -> message.startsWith(prefix))
                    .toList();
            assertThat(arrived).isEqualTo(accepted.subList(0, arrived.size()));
            boolean serversEnd = seen.code != 0 && !clientsEnd;
            if (serversEnd) assertThat(arrived).as("all that was accepted").isEqualTo(accepted);
        }
        int expected =
                switch (plan.serverEnd) {
                    case READS_TO_THE_END, RETURNS -> 1000;
                    case CLOSES -> 4409;
                    case THROWS -> 4404;
                };
        if (seen.code != 0) assertThat(seen.code).isIn(expected, 4321);
        assertThat(told.code()).isIn(expected, 4321, 1006);
        if (plan.clientEnd == ClientEnd.WAITS) assertThat(seen.code).isEqualTo(expected);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }
}
