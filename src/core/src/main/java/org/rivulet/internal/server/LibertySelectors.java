package org.rivulet.internal.server;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Open Liberty 26.0.0.3: what a connection is to read or write next waits in a queue for the thread that selects. A connection that is gone by then ends that thread's way
 * through the queue by a CancelledKeyException, and what is behind it, of other connections, waits until any connection asks for something again: for minutes in a
 * server that has nothing else to do. Thread-safe.
 * https://github.com/OpenLiberty/open-liberty/blob/gm-26.0.0.3/dev/com.ibm.ws.channelfw/src/com/ibm/ws/tcpchannel/internal/SocketRWChannelSelector.java
 */
final class LibertySelectors {

    /** Each gets past one connection that is gone; after many aborts at once there are many. */
    private static final int WAKEUPS = 50;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Class<?> tcpLink;
    private final Class<?> nioChannel;
    private final Method below;
    private final Method channel;
    private final Field manager;
    private final List<Field> flows;
    private final Method areQueuesEmpty;
    private final Method wakeup;
    // one for each port
    private final Set<Object> managers = ConcurrentHashMap.newKeySet(1);

    /**
     * What Liberty's channels are made of.
     *
     * @param link a connection as one layer sees it
     * @param tcpLink the lowest of these
     * @param nioChannel what the connections of a port have in common
     */
    LibertySelectors(Class<?> link, Class<?> tcpLink, Class<?> nioChannel) throws ReflectiveOperationException {
        this.tcpLink = tcpLink;
        this.nioChannel = nioChannel;
        below = link.getMethod("getDeviceLink");
        channel = tcpLink.getMethod("getTCPChannel");
        manager = Reflected.opened(nioChannel.getDeclaredField("workQueueManager"));
        Class<?> type = manager.getType();
        flows = List.of(
                Reflected.opened(type.getDeclaredField("readInbound")),
                Reflected.opened(type.getDeclaredField("writeInbound")));
        Class<?> selector = flows.get(0).getType().getComponentType().getSuperclass();
        areQueuesEmpty = Reflected.opened(selector.getDeclaredMethod("areQueuesEmpty"));
        wakeup = Reflected.opened(selector.getDeclaredMethod("wakeup"));
    }

    /** Minds the selectors of the port that a connection with this link has come by, from now on. */
    void watch(@Nullable Object link) throws ReflectiveOperationException {
        Object lowest = link; // TLS has one above that of TCP
        while (lowest != null && !tcpLink.isInstance(lowest)) lowest = below.invoke(lowest);
        if (lowest == null) return;
        Object port = channel.invoke(lowest);
        if (nioChannel.isInstance(port)) managers.add(manager.get(port));
    }

    /** Wakes each that has something in its queues. For one that is about to take it, that is a select which returns at once. */
    void remind() throws ReflectiveOperationException {
        for (Object each : managers) {
            for (Field flow : flows) {
                for (Object selector : (Object[]) flow.get(each)) if (selector != null) remind(selector);
            }
        }
    }

    private void remind(Object selector) throws ReflectiveOperationException {
        for (int i = 0; i < WAKEUPS && !(boolean) areQueuesEmpty.invoke(selector); i++) {
            wakeup.invoke(selector);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
