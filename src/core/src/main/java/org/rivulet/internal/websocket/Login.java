package org.rivulet.internal.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An HTTP session whose caller the container knows, and the streams that were opened by it: they do not outlive it (Jakarta WebSocket 2.1, 7.2). Holds nothing
 * of the session itself. Thread-safe.
 */
public final class Login {

    private static final Logger LOG = System.getLogger("org.rivulet");

    // both owned by this
    private final Set<LiveStream> streams = new HashSet<>();
    private boolean ended;

    Login() {}

    void opened(LiveStream stream) {
        if (!add(stream)) close(stream);
        var unused = stream.ending().whenEnded().thenRun(() -> remove(stream));
    }

    private synchronized boolean add(LiveStream stream) {
        if (!ended) streams.add(stream);
        return !ended;
    }

    private synchronized void remove(LiveStream stream) {
        streams.remove(stream);
    }

    void end() {
        for (LiveStream stream : drain()) close(stream);
    }

    private synchronized List<LiveStream> drain() {
        ended = true;
        List<LiveStream> open = List.copyOf(streams);
        streams.clear();
        return open;
    }

    /** What was sent before counts, and what was received. */
    private static void close(LiveStream stream) {
        if (!stream.ending().close(CloseReasons.loggedOut())) return;
        LOG.log(Level.INFO, () -> stream.describe() + " is closed: the session of its caller has ended");
    }
}
