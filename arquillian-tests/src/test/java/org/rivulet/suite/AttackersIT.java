package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.Latency.Times;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.Waiting;

/** A hundred attackers of each kind, and one client that behaves: it notices nothing, and nothing is left of them. */
@ServerTest
@Tag("endurance")
class AttackersIT extends SuiteClient {

    private static final Logger LOG = System.getLogger("org.rivulet.suite");

    /** What the work of a hundred others costs on the same two cores. */
    private static final Duration SHARE = Duration.ofMillis(5);

    /** How often they do it while latencies are measured, or so many times, whatever they do. */
    private static final int ACTS = 5 * Attackers.COUNT;

    private static final int ROUNDS = 40;

    /** What the outboxes of all of them may hold, and what each connection takes by itself. */
    private static final long BOUND = Attackers.COUNT * ((1L << 20) + (256 << 10));

    private static final int PING_SIZE = 125;
    private static final int PINGS_AT_ONCE = 500;
    private static final int MANY_PINGS = (256 << 20) / PING_SIZE;

    @ParameterizedTest
    @EnumSource(Attack.class)
    @Timeout(900)
    void doNotDisturbAClientThatBehaves(Attack attack) {
        String note = Sending.note(1, "ping");
        try (WebSocketWire witness = open("/echo")) {
            Latency pingPong = Latency.of("a ping-pong of another stream", 1_000, () -> assertThat(
                            witness.sendText(note).text())
                    .isEqualTo(note));
            long quiet = memory().bytes();
            try (Attackers attackers = new Attackers(attack, server::uri)) {
                Waiting.until(Duration.ofSeconds(60), "each to attack", attackers::allAttack);
                Times attacked = pingPong.assertNotDoubled(SHARE);
                for (int i = 1; i < ROUNDS && attackers.acts() < ACTS; i++) attacked = pingPong.assertNotDoubled(SHARE);
                LOG.log(Level.INFO, "{0}: {1}, quiet {2}, {3} acts", attack, attacked, pingPong, attackers.acts());
                assertThat(memory().bytes() - quiet).isLessThan(BOUND);
            }
        }
        Waiting.until(Duration.ofSeconds(60), "nothing to be left of them", () -> memory().counters()
                .equals(Counters.ZERO));
    }

    /** A quarter of a gibibyte of pings: the client is held back, or given up. */
    @Test
    @Timeout(180)
    void pongsThatNobodyReadsAreNotKept() {
        byte[] pings = pings();
        try (WebSocketWire wire = open("/echo")) {
            long idle = memory().bytes();
            AtomicInteger sent = new AtomicInteger();
            Thread sending = Sending.inBackground(() -> {
                while (sent.get() < MANY_PINGS / PINGS_AT_ONCE) {
                    wire.sendRaw(pings);
                    sent.incrementAndGet();
                }
            });
            int last = -1;
            while (sending.isAlive() && sent.get() > last) {
                last = sent.get();
                assertThat(memory().bytes() - idle)
                        .as("after %s pings", last * PINGS_AT_ONCE)
                        .isLessThan(BOUND);
                Waiting.holdsWithin(Duration.ofSeconds(3), () -> !sending.isAlive());
            }
            assertThat(memory().bytes() - idle).as("in the end").isLessThan(BOUND);
        }
    }

    private static byte[] pings() {
        byte[] ping = WebSocketWire.frame(0x89, new byte[PING_SIZE]);
        ByteBuffer all = ByteBuffer.allocate(PINGS_AT_ONCE * ping.length);
        while (all.hasRemaining()) all.put(ping);
        return all.array();
    }

    private Memory memory() {
        return Memory.at(server.uri("/memory"));
    }
}
