package org.rivulet.suite.app;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Handlers that go on until their stream ends, each in its way, and count that they began and that they ended. */
@StreamService
public class Lives {

    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(5);

    /** Payara and GlassFish do not see a connection end that ends with the handshake: only the heartbeat does. */
    static final int HEARTBEAT = 10_000;

    /** For clients that talk, or that a test waits for. */
    static final int BRIEF = 4_000;

    @Inject
    private Life life;

    /** The handshake: under which name the {@link Ledger} counts. */
    public record Test(String test) {}

    @PostConstruct
    void made() {
        Ledger.count("service", "made");
        Ledger.remember(Lives.class.getClassLoader());
    }

    @PreDestroy
    void destroyed() {
        Ledger.count("service", "destroyed");
    }

    @StreamEndpoint(path = "/lives/reads", expose = true, heartbeat = Lives.HEARTBEAT)
    void reads(Test test, StreamInOut<String, String> stream) throws InterruptedException {
        live(test, stream, () -> stream.forEach(message -> {}));
    }

    @StreamEndpoint(path = "/lives/waits", expose = true, heartbeat = Lives.HEARTBEAT)
    void waits(Test test, StreamOut<String> stream) throws InterruptedException {
        live(test, stream, () -> new CountDownLatch(1).await());
    }

    @StreamEndpoint(path = "/lives/sends", expose = true, heartbeat = Lives.HEARTBEAT)
    void sends(Test test, StreamOut<String> stream) throws InterruptedException {
        live(test, stream, () -> {
            while (true) {
                stream.send("tick");
                LockSupport.parkNanos(PACE);
            }
        });
    }

    @StreamEndpoint(path = "/lives/floods", expose = true, heartbeat = Lives.HEARTBEAT)
    void floods(Test test, StreamOut<String> stream) throws InterruptedException {
        String much = "x".repeat(16 * 1024);
        live(test, stream, () -> {
            while (true) stream.send(much);
        });
    }

    /** Its inbox is full soon, and most of what a client sends waits in the socket. */
    @StreamEndpoint(path = "/lives/slow", expose = true, heartbeat = Lives.HEARTBEAT, inboxMessages = 4)
    void slow(Test test, StreamInOut<String, String> stream) throws InterruptedException {
        live(test, stream, () -> {
            stream.forEach(message -> LockSupport.parkNanos(PACE));
        });
    }

    @StreamEndpoint(path = "/lives/sequence", expose = true, heartbeat = Lives.HEARTBEAT)
    Stream<String> sequence(Test test) {
        Ledger.count(test.test, "began");
        life.begin(test.test);
        return Stream.generate(() -> {
                    LockSupport.parkNanos(PACE);
                    return "tick";
                })
                .onClose(() -> {
                    Ledger.count(test.test, "told");
                    Ledger.count(test.test, "ended");
                });
    }

    /** Pings a client that is silent, and gives it up when it stays so. */
    @StreamEndpoint(path = "/lives/beats", expose = true, heartbeat = 1_000)
    void beats(Test test, StreamInOut<String, String> stream) throws InterruptedException {
        live(test, stream, () -> stream.forEach(stream::send));
    }

    /** Answers with what it gets, and gives up soon who does not answer. */
    @StreamEndpoint(path = "/lives/brief/echoes", expose = true, heartbeat = Lives.BRIEF)
    void echoes(Test test, StreamInOut<String, String> stream) throws InterruptedException {
        live(test, stream, () -> stream.forEach(stream::send));
    }

    /** Sends all the time, and gives up soon who does not answer. */
    @StreamEndpoint(path = "/lives/brief/ticks", expose = true, heartbeat = Lives.BRIEF)
    void ticks(Test test, StreamOut<String> stream) throws InterruptedException {
        sends(test, stream);
    }

    private interface Body {
        void run() throws InterruptedException;
    }

    private void live(Test test, StreamOut<String> stream, Body body) throws InterruptedException {
        Ledger.count(test.test, "began");
        life.begin(test.test);
        stream.onClose(how -> Ledger.count(test.test, "told"));
        try {
            stream.send("ready");
            body.run();
        } finally {
            Ledger.count(test.test, "ended");
        }
    }
}
