package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a deployment that is over leaves to a server that holds it. */
@Timeout(30)
class WatchdogTest {

    private final Watchdog watchdog = new Watchdog(now -> {});

    @Test
    void itForgetsAtItsEndWhomItExpectedToEnd() throws Exception {
        WeakReference<Object> client = expectEnd();
        watchdog.close();
        assertIsCollected(client);
    }

    @Test
    void itForgetsWhoComesAfterItsEnd() throws Exception {
        watchdog.close();
        assertIsCollected(expectEnd());
    }

    private WeakReference<Object> expectEnd() {
        Object client = new Object();
        watchdog.expectEnd(client::hashCode);
        return new WeakReference<>(client);
    }

    private void assertIsCollected(WeakReference<Object> client) throws InterruptedException {
        for (int i = 0; i < 20 && client.get() != null; i++) {
            System.gc();
            Thread.sleep(50);
        }
        assertThat(client.get()).isNull();
        assertThat(watchdog).as("what a server may hold").isNotNull();
    }
}
