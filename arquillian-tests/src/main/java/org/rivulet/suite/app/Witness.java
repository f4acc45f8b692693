package org.rivulet.suite.app;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Tells a test what handlers saw, and handlers when a test wants them to go on. */
@StreamService
public class Witness {

    record About(String about) {}

    private final ConcurrentMap<String, BlockingQueue<String>> seen = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    /** A handler saw something. */
    public void saw(String about, String what) {
        seen(about).add(what);
    }

    /** A handler waits for the test. */
    public void awaitGo(String about) throws InterruptedException {
        gate(about).await();
    }

    /** A handler waits for the test, but no longer than this. */
    public void awaitGo(String about, Duration atMost) throws InterruptedException {
        var unused = gate(about).await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    @StreamEndpoint(path = "/witness/{about}", expose = true)
    void tell(About handshake, StreamOut<String> stream) throws InterruptedException {
        while (true) stream.send(seen(handshake.about()).take());
    }

    @StreamEndpoint(path = "/witness/{about}/go", expose = true)
    void go(About handshake, StreamOut<String> stream) {
        gate(handshake.about()).countDown();
    }

    private BlockingQueue<String> seen(String about) {
        return seen.computeIfAbsent(about, key -> new LinkedBlockingQueue<>());
    }

    private CountDownLatch gate(String about) {
        return gates.computeIfAbsent(about, key -> new CountDownLatch(1));
    }
}
