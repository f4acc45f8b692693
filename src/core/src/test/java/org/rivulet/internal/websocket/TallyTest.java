package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Counts that are exact, of whatever keys. */
class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void eachKeyHasItsOwnCountAndIsForgottenAtZero() {
        Tally.Share a = tally.take("a", 2);
        assertThat(tally.take("a", 2)).isSameAs(a);
        assertThat(tally.take("a", 2)).isNull();
        assertThat(tally.take("b", 2)).isNotNull();
        assertThat(tally.keys()).isEqualTo(2);
        tally.give(a);
        assertThat(tally.take("a", 2)).isSameAs(a);
        tally.give(a);
        tally.give(a);
        assertThat(tally.keys()).isEqualTo(1);
    }

    @RepeatedTest(20)
    void asManyGetOneAsMayHoweverManyAskAtOnce() throws Exception {
        Queue<Tally.Share> shares = new ConcurrentLinkedQueue<>();
        Crowd crowd = new Crowd();
        for (int i = 0; i < 8; i++) {
            crowd.add(() -> {
                for (int j = 0; j < 100; j++) {
                    Tally.Share share = tally.take("key", 5);
                    if (share != null) shares.add(share);
                }
            });
        }
        crowd.join();
        assertThat(shares).hasSize(5);
        shares.forEach(tally::give);
        assertThat(tally.keys()).isZero();
    }
}
