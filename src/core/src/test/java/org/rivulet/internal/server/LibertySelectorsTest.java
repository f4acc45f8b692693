package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LibertySelectorsTest {

    private final Port port = new Port();

    public interface Link {
        Link getDeviceLink();
    }

    public record Tls(Link getDeviceLink) implements Link {}

    public record Tcp(Object getTCPChannel) implements Link {
        @Override
        public Link getDeviceLink() {
            return null;
        }
    }

    private static final class Port {
        private final Manager workQueueManager = new Manager();
    }

    private static final class Manager {
        private final SocketSelector[] readInbound = {new SocketSelector(), null};
        private final SocketSelector[] writeInbound = {new SocketSelector(), new SocketSelector(), null};
    }

    private static class Selector {
        final Queue<String> queue = new ArrayDeque<>();
        int wakeups;
        boolean isStuck;

        private boolean areQueuesEmpty() {
            return queue.isEmpty();
        }

        protected void wakeup() {
            wakeups++;
            if (!isStuck) queue.remove();
        }
    }

    private static final class SocketSelector extends Selector {}

    private LibertySelectors selectors() throws ReflectiveOperationException {
        return new LibertySelectors(Link.class, Tcp.class, Port.class);
    }

    @Test
    void aSelectorWithSomethingInItsQueueIsWoken() throws Exception {
        LibertySelectors selectors = selectors();
        selectors.watch(new Tcp(port));
        selectors.watch(new Tcp(port));
        Selector read = port.workQueueManager.readInbound[0];
        Selector write = port.workQueueManager.writeInbound[1];
        read.queue.add("read");
        write.queue.add("write");

        selectors.remind();

        assertThat(read.wakeups).isEqualTo(1);
        assertThat(write.wakeups).isEqualTo(1);
        assertThat(port.workQueueManager.writeInbound[0].wakeups).isZero();
    }

    @Test
    void oneThatGetsPastOneConnectionAtATimeIsWokenForEach() throws Exception {
        LibertySelectors selectors = selectors();
        selectors.watch(new Tcp(port));
        Selector write = port.workQueueManager.writeInbound[0];
        for (int i = 0; i < 20; i++) write.queue.add("write of a connection that is gone");

        selectors.remind();

        assertThat(write.queue).isEmpty();
    }

    @Test
    void oneThatDoesNotWakeIsNotWaitedFor() throws Exception {
        LibertySelectors selectors = selectors();
        selectors.watch(new Tcp(port));
        Selector write = port.workQueueManager.writeInbound[0];
        write.queue.add("write");
        write.isStuck = true;

        selectors.remind();

        assertThat(write.queue).hasSize(1);
    }

    @Test
    void aSelectorThatHasNothingToDoSleepsOn() throws Exception {
        LibertySelectors selectors = selectors();
        selectors.watch(new Tcp(port));
        Selector write = port.workQueueManager.writeInbound[0];
        write.queue.add("write");
        selectors.remind();

        selectors.remind();

        assertThat(write.wakeups).isEqualTo(1);
    }

    @Test
    void theConnectionOfTlsLiesOnThatOfTcp() throws Exception {
        LibertySelectors selectors = selectors();
        selectors.watch(new Tls(new Tcp(port)));
        port.workQueueManager.readInbound[0].queue.add("read");

        selectors.remind();

        assertThat(port.workQueueManager.readInbound[0].wakeups).isEqualTo(1);
    }

    @Test
    void othersAreLeftAlone() throws Exception {
        LibertySelectors selectors = selectors();
        selectors.watch(null);
        selectors.watch(new Tls(null));
        selectors.watch(new Tcp("a port that selects in another way"));
        selectors.watch(new Tcp(port));
        port.workQueueManager.readInbound[0].queue.add("read");

        selectors.remind();

        assertThat(port.workQueueManager.readInbound[0].wakeups).isEqualTo(1);
    }
}
