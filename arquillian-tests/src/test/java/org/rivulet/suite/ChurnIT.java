package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/**
 * Very many clients, of which most go without a word: by FIN, by RST or only silent, in the handshake, in a frame, in a message or
 * between two. {@code -Dsuite.churn} says how many, {@code -Dsuite.seed} repeats the same.
 */
@ServerTest
@Tag("endurance")
class ChurnIT extends SuiteClient {

    private static final int WARM_UP = 500;
    private static final int VISITS = Integer.getInteger("suite.churn", 3_000);
    private static final long SEED = Long.getLong("suite.seed", System.nanoTime());

    /** Idle threads of a server live for a while. */
    private static final Duration THREADS_END = Duration.ofSeconds(60);

    /** A server's pools may have grown. */
    private static final int SERVERS_OWN_THREADS = 50;

    /** Those that take each task with another thread, so that it is kept by who looks whether it ends: Grizzly's and Tomcat's. */
    private static final List<String> LASTING_POOLS = List.of("http-thread-pool", "http-nio-");

    /** As far as these may grow: so far in Payara's server-config, and in Tomcat as it is. */
    private static final int LASTING_THREADS = 200;

    /** What else a server may learn or pool meanwhile. A stream alone takes some KB, and what it is made of in the server more. */
    private static final long SERVERS_OWN_BYTES = 8 << 20;

    /** Grizzly has a buffer of 64 KiB for each of its threads, and keeps the last requests of each. */
    private static final long BYTES_A_THREAD = 128 << 10;

    private static final String READERS = "rivulet-reader";

    @Test
    void comingAndGoingLeavesNothing() throws InterruptedException {
        Jvm jvm = new Jvm(server);
        Jvm.Remains cold = jvm.remains();
        visit(jvm, "warm", WARM_UP, ~SEED);
        Jvm.Remains warm = jvm.remains();
        long start = System.nanoTime();
        int talked = visit(jvm, "churn", VISITS, SEED);
        Jvm.Events events = jvm.events("churn");
        assertThat(events.began()).isBetween(talked, VISITS);
        jvm.awaitNoStreams();
        jvm.awaitRemains("streams to be forgotten", now -> now.streams() <= cold.streams() + Jvm.LAST_STREAMS);
        Waiting.until(
                THREADS_END,
                "threads to end, before: " + cold.threadsByName(),
                jvm::remains,
                now -> others(now) <= others(cold) + SERVERS_OWN_THREADS
                        && lasting(now) <= lasting(cold) + LASTING_THREADS
                        && now.threads(READERS) == 0);
        jvm.awaitRemains(
                "the heap to be as it was: " + warm.heap(), now -> now.heap() <= warm.heap() + ofServer(now, warm));
        // one that ends is still seen for a moment
        jvm.awaitRemains(
                "threads at work to end",
                now -> now.suspects().size() <= cold.suspects().size());
        Jvm.Remains after = jvm.remains();
        System.getLogger("org.rivulet.suite")
                .log(
                        System.Logger.Level.INFO,
                        VISITS + " visits in " + Duration.ofNanos(System.nanoTime() - start) + ", " + events + "\n"
                                + cold + "\n" + warm + "\n" + after);
    }

    private static int others(Jvm.Remains remains) {
        return remains.threads() - lasting(remains);
    }

    private static int lasting(Jvm.Remains remains) {
        return LASTING_POOLS.stream().mapToInt(remains::threads).sum();
    }

    private static long ofServer(Jvm.Remains now, Jvm.Remains warm) {
        return SERVERS_OWN_BYTES + BYTES_A_THREAD * Math.max(0, lasting(now) - lasting(warm));
    }

    /** How many of the visitors knew that their stream was open; all streams are over. */
    private int visit(Jvm jvm, String test, int visits, long seed) throws InterruptedException {
        URI echoes = server.uri("/lives/brief/echoes?test=" + test);
        URI ticks = server.uri("/lives/brief/ticks?test=" + test);
        AtomicInteger talked = new AtomicInteger();
        try (Silent silent = new Silent()) {
            Crowd.each(visits, number -> {
                Visit visit = new Visit(seed + number, echoes, ticks, silent::keep);
                try {
                    if (visit.make()) talked.incrementAndGet();
                } catch (Exception | AssertionError e) {
                    throw new AssertionError(visit + " failed, with -Dsuite.seed=" + seed, e);
                }
            });
        }
        jvm.awaitEnd(test);
        return talked.get();
    }
}
