package org.rivulet.internal.websocket;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.rivulet.StreamsMXBean;
import org.rivulet.internal.model.Limit;

/** Counts for JMX. Thread-safe. */
final class Counters implements Meter, StreamsMXBean {

    private final Memory memory;
    private final Map<String, LongAdder> open = new TreeMap<>(); // not changed after the constructor
    private final LongAdder opened = new LongAdder();
    private final LongAdder paused = new LongAdder();
    private final LongAdder slowConsumers = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LimitCounts limits = new LimitCounts();

    Counters(Collection<String> endpoints, Memory memory) {
        this.memory = memory;
        for (String endpoint : endpoints) open.put(endpoint, new LongAdder());
    }

    @Override
    public void opened(String endpoint) {
        open(endpoint).increment();
        opened.increment();
    }

    @Override
    public void ended(String endpoint) {
        open(endpoint).decrement();
    }

    private LongAdder open(String endpoint) {
        LongAdder streams = open.get(endpoint);
        if (streams == null) throw new IllegalArgumentException("no endpoint of the application: " + endpoint);
        return streams;
    }

    @Override
    public void refused(String endpoint) {
        refused.increment();
    }

    @Override
    public void limited(Limit limit, String whom) {
        limits.add(limit, whom);
    }

    /** Writes into the log what limits were reached. Called by the watchdog. */
    void log(long now) {
        limits.log(now);
    }

    @Override
    public void paused() {
        paused.increment();
    }

    @Override
    public void resumed() {
        paused.decrement();
    }

    @Override
    public void slowConsumer(String endpoint) {
        slowConsumers.increment();
    }

    @Override
    public int getOpenStreams() {
        return open.values().stream().mapToInt(LongAdder::intValue).sum();
    }

    @Override
    public Map<String, Integer> getOpenStreamsByEndpoint() {
        Map<String, Integer> streams = new TreeMap<>();
        open.forEach((endpoint, count) -> streams.put(endpoint, count.intValue()));
        return streams;
    }

    @Override
    public long getOpenedStreams() {
        return opened.sum();
    }

    @Override
    public long getQueuedBytes() {
        return memory.queued();
    }

    @Override
    public long getMaxQueuedBytes() {
        return memory.max();
    }

    @Override
    public int getPausedInboxes() {
        return paused.intValue();
    }

    @Override
    public long getSlowConsumerCloses() {
        return slowConsumers.sum();
    }

    @Override
    public long getRefusedHandshakes() {
        return refused.sum();
    }

    @Override
    public Map<String, Long> getLimitedHandshakes() {
        return limits.sums(true);
    }

    @Override
    public Map<String, Long> getLimitedStreams() {
        return limits.sums(false);
    }
}
