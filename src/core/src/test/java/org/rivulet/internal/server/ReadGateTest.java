package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server's next read, whoever comes first: the thread that asks for it, or the one that opens the gate. */
class ReadGateTest {

    private final ReadGate gate = new ReadGate();
    private final List<String> reads = new ArrayList<>();

    @Test
    void anOpenGateLetsReadsPass() {
        gate.pass(() -> reads.add("first"));
        gate.pass(() -> reads.add("second"));
        assertThat(reads).containsExactly("first", "second");
    }

    @Test
    void aReadThatComesToAClosedGateIsTakenByWhoeverOpensIt() {
        gate.close();
        gate.pass(() -> reads.add("first"));
        assertThat(reads).isEmpty();
        Runnable first = gate.open();
        assertThat(first).isNotNull();
        first.run();
        assertThat(gate.open()).as("it is taken once").isNull();
        assertThat(reads).containsExactly("first");
    }

    @Test
    void aGateThatOpensBeforeTheReadComesHoldsNothing() {
        gate.close();
        assertThat(gate.open()).isNull();
        gate.pass(() -> reads.add("first"));
        assertThat(reads).containsExactly("first");
    }
}
