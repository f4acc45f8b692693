package org.rivulet.suite.app;

import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Handlers that mind neither the end of their stream nor an interrupt, and go on until a test releases them. */
@StreamService
public class Stubborn {

    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(20);

    @Inject
    private Life life;

    /** The handshake: under which name the {@link Ledger} counts, and whom a test releases. */
    public record Test(String test) {}

    @StreamEndpoint(path = "/stubborn/loops", expose = true, heartbeat = Lives.HEARTBEAT)
    void loops(Test test, StreamOut<String> stream) {
        live(test, stream, Thread::onSpinWait);
    }

    @StreamEndpoint(path = "/stubborn/blocks", expose = true, heartbeat = Lives.HEARTBEAT)
    void blocks(Test test, StreamOut<String> stream) {
        live(test, stream, () -> {
            Thread.interrupted();
            LockSupport.parkNanos(PACE);
        });
    }

    private void live(Test test, StreamOut<String> stream, Runnable step) {
        Ledger.Page page = Ledger.page(test.test);
        page.count("began");
        life.begin(test.test);
        stream.onClose(how -> page.count("told"));
        stream.send("ready");
        while (!page.has(Ledger.RELEASED)) step.run();
        page.count("ended");
    }
}
