package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.rivulet.internal.model.Policy;

/** How fast a client may send, and what is none of its haste. */
class PaceTest {

    private static final int PER_SECOND = 10;

    private final Inbox.Gate gate = new Inbox.Gate() {
        @Override
        public boolean pause() {
            return true;
        }

        @Override
        public void resume() {}

        @Override
        public boolean tryHold() {
            return true;
        }

        @Override
        public void release() {}
    };

    private final Pace pace = new Pace(new Policy(0, 0, PER_SECOND, 0, 0, 0, 0), gate);

    @Test
    void moreThanThoseOfASecondAreTooMany() {
        assertThat(kept()).isEqualTo(PER_SECOND);
    }

    @Test
    void whatComesAfterAPauseMayHaveBeenSentInIt() {
        long begin = System.nanoTime();
        assertThat(kept()).isEqualTo(PER_SECOND);
        assertThat(pace.pause()).isTrue();
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(350)) LockSupport.parkNanos(1_000_000);
        int inPause = inTime(start);
        int inAll = inTime(begin);
        pace.resume();
        assertThat(kept())
                .as("those of the pause beside those of the time")
                .isGreaterThanOrEqualTo(inPause + Math.min(inAll, PER_SECOND) - 1);
        assertThat(kept()).isZero();
    }

    private static int inTime(long start) {
        return (int) ((System.nanoTime() - start) * PER_SECOND / TimeUnit.SECONDS.toNanos(1));
    }

    /** At one moment, however long that takes here. */
    private int kept() {
        long now = System.nanoTime();
        int kept = 0;
        while (pace.keeps(now)) kept++;
        return kept;
    }
}
