package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
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

    private long now = System.nanoTime();
    private final Pace pace = new Pace(new Policy(0, 0, PER_SECOND, 0, 0, 0, 0), gate, () -> now);

    @Test
    void moreThanThoseOfASecondAreTooMany() {
        assertThat(kept()).isEqualTo(PER_SECOND);
    }

    @Test
    void whatComesAfterAPauseMayHaveBeenSentInIt() {
        assertThat(kept()).isEqualTo(PER_SECOND);
        assertThat(pace.pause()).isTrue();
        now += TimeUnit.MILLISECONDS.toNanos(350);
        pace.resume();
        assertThat(kept()).as("those of the pause beside those of the time").isEqualTo(3 + 3);
        now += TimeUnit.MILLISECONDS.toNanos(49);
        assertThat(kept()).isZero();
    }

    private int kept() {
        int kept = 0;
        while (pace.keeps()) kept++;
        return kept;
    }
}
