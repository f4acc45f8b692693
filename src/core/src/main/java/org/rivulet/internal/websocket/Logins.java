package org.rivulet.internal.websocket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The logins of callers who opened streams, by the ids of their HTTP sessions, for as long as those last. Thread-safe. */
public final class Logins {

    private final Map<String, Login> byId = new ConcurrentHashMap<>();

    Logins() {}

    Login by(String session) {
        return byId.computeIfAbsent(session, any -> new Login());
    }

    /** Whether nobody who has a session has opened a stream. */
    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** A session has another id from now on. */
    public void renamed(String old, String session) {
        Login login = byId.remove(old);
        if (login != null) byId.put(session, login);
    }

    /** A session has ended, or nobody is logged in by it any more: neither are the callers of its streams. */
    public void ended(String session) {
        Login login = byId.remove(session);
        if (login != null) login.end();
    }
}
