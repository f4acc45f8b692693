package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session as a container would have it, which notes how it is closed. Thread-safe. */
final class FakeSession {

    private final FakeRemote remote;
    private final Map<String, Object> properties = new ConcurrentHashMap<>();
    private final Map<Class<?>, MessageHandler> handlers = new ConcurrentHashMap<>();

    /** The close frame, and what was written before it. */
    final CompletableFuture<Closed> closed = new CompletableFuture<>();

    final List<String> wrong = new CopyOnWriteArrayList<>();
    final Session session = (Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> call(proxy, method.getName(), arguments));

    FakeSession(FakeRemote remote, Prepared prepared) {
        this.remote = remote;
        properties.put(StreamSocket.PREPARED, prepared);
    }

    record Closed(CloseReason reason, List<String> written) {}

    private Object call(Object proxy, String method, Object[] arguments) {
        return switch (method) {
            case "getAsyncRemote" -> remote.async();
            case "getUserProperties" -> properties;
            case "getId", "toString" -> "session";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "isOpen" -> !closed.isDone();
            case "setMaxIdleTimeout" -> null;
            case "addMessageHandler" -> handlers.put((Class<?>) arguments[0], (MessageHandler) arguments[1]);
            case "close" -> {
                if (remote.isPending()) wrong.add("a close during a message");
                if (!closed.complete(new Closed((CloseReason) arguments[0], List.copyOf(remote.begun))))
                    wrong.add("closed twice");
                yield null;
            }
            default -> {
                wrong.add("called " + method);
                yield null;
            }
        };
    }

    /** What the container does with a text message. */
    void deliver(String text) {
        deliver(text, true);
    }

    @SuppressWarnings("unchecked")
    void deliver(String part, boolean last) {
        ((MessageHandler.Partial<String>) handlers.get(String.class)).onMessage(part, last);
    }
}
