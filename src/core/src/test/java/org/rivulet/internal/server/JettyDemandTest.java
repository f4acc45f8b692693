package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A demand while the thread that has read is still in the connection: Jetty would forget it. */
class JettyDemandTest {

    private final List<String> demands = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();

    /** How many looks find the reader in the connection. */
    private int looks;

    @Test
    void aDemandIsMadeAtOnceIfNobodyReads() {
        JettyDemand.whenLeft(this::isReading, threads::add, () -> demands.add("demand"));
        assertThat(demands).hasSize(1);
        assertThat(threads).isEmpty();
    }

    @Test
    void aDemandWaitsForTheReaderHoweverLongItTakesAndHoldsNobodyUp() {
        looks = 100_000;
        JettyDemand.whenLeft(this::isReading, threads::add, () -> demands.add("demand"));
        assertThat(demands).as("the caller does not wait").isEmpty();
        threads.remove().run();
        assertThat(looks).isZero();
        assertThat(demands).hasSize(1);
        assertThat(threads).isEmpty();
    }

    private boolean isReading() {
        if (looks == 0) return false;
        looks--;
        return true;
    }
}
