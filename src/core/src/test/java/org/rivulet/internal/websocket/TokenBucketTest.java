package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of a second, whatever the clock says: it may be about to overflow. */
class TokenBucketTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(longs = {0, -SECOND / 2, Long.MAX_VALUE - SECOND / 2, Long.MIN_VALUE})
    void aBucketHasTheTokensOfOneSecondAndGetsThemBackOneByOne(long start) {
        TokenBucket bucket = new TokenBucket(4, start);
        assertThat(bucket.isFull(start)).isTrue();
        assertThat(taken(bucket, start)).isEqualTo(4);
        assertThat(bucket.isFull(start)).isFalse();
        assertThat(bucket.take(start + SECOND / 4 - 1)).isFalse();
        assertThat(taken(bucket, start + SECOND / 4)).isEqualTo(1);
        assertThat(taken(bucket, start + SECOND * 3 / 4)).isEqualTo(2);
        assertThat(bucket.isFull(start + SECOND * 3 / 2)).isFalse();
        assertThat(bucket.isFull(start + SECOND * 7 / 4)).isTrue();
        assertThat(taken(bucket, start + 100 * SECOND)).as("no more are saved").isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 1_000, 1_000_000})
    void inTheLongRunThereAreSoManyASecond(int perSecond) {
        TokenBucket bucket = new TokenBucket(perSecond, 0);
        long taken = 0;
        for (int tenth = 0; tenth < 100; tenth++) taken += taken(bucket, tenth * SECOND / 10);
        assertThat(taken).isBetween(10L * perSecond, 11L * perSecond);
    }

    private static int taken(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.take(now)) taken++;
        return taken;
    }
}
