package org.rivulet.internal.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A remote that writes as it is told to, and notes what is written. It takes one message at a time, as the standard asks for. Thread-safe. */
final class FakeRemote {

    /** What becomes of a write. */
    enum Mode {
        AT_ONCE,
        ELSEWHERE,
        LATER,
        FAILS,
        THROWS
    }

    private final Supplier<Mode> mode;
    private final Executor elsewhere;
    private final AtomicReference<Pending> pending = new AtomicReference<>();

    final List<String> begun = new CopyOnWriteArrayList<>();
    final List<String> written = new CopyOnWriteArrayList<>();
    final List<String> wrong = new CopyOnWriteArrayList<>();

    FakeRemote(Supplier<Mode> mode, Executor elsewhere) {
        this.mode = mode;
        this.elsewhere = elsewhere;
    }

    private record Pending(String text, SendHandler handler) {}

    RemoteEndpoint.Async async() {
        return (RemoteEndpoint.Async) Proxy.newProxyInstance(
                RemoteEndpoint.class.getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Async.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "sendPing" -> ping();
                        case "sendText" -> send((String) arguments[0], (SendHandler) arguments[1]);
                        case "toString" -> {
                            return "remote";
                        }
                        default -> wrong.add("called " + method);
                    }
                    return null;
                });
    }

    private void ping() throws IOException {
        if (pending.get() != null) wrong.add("a ping during a message");
        switch (mode.get()) {
            case FAILS -> throw new IOException("broken pipe");
            case THROWS -> throw new IllegalStateException("closed");
            default -> {}
        }
    }

    private void send(String text, SendHandler handler) {
        if (!pending.compareAndSet(null, new Pending(text, handler))) wrong.add(text + " during another message");
        begun.add(text);
        switch (mode.get()) {
            case AT_ONCE -> complete();
            case ELSEWHERE -> elsewhere.execute(this::complete);
            case LATER -> {}
            case FAILS -> fail();
            case THROWS -> {
                pending.set(null);
                throw new IllegalStateException("closed");
            }
        }
    }

    boolean isPending() {
        return pending.get() != null;
    }

    /** The message under way is written. */
    void complete() {
        Pending done = pending.getAndSet(null);
        if (done == null) return;
        written.add(done.text);
        done.handler.onResult(new SendResult());
    }

    /** The message under way is not written. */
    void fail() {
        Pending done = pending.getAndSet(null);
        if (done != null) done.handler.onResult(new SendResult(new IOException("broken pipe")));
    }
}
