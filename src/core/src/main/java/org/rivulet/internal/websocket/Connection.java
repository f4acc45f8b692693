package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamClose;
import org.rivulet.internal.model.Limit;
import org.rivulet.internal.server.Threads;

/** What a stream needs of its session and of the deployment. Thread-safe. */
final class Connection implements Inbox.Gate {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final Session session;
    private final Deployment deployment;

    Connection(Session session, Deployment deployment) {
        this.session = session;
        this.deployment = deployment;
    }

    RemoteEndpoint.Async remote() {
        return session.getAsyncRemote();
    }

    /**
     * Runs a handler, on a thread of its own and on behalf of the caller.
     *
     * @throws RejectedExecutionException if there is none
     */
    void execute(@Nullable Caller caller, Runnable handler) {
        Threads threads = deployment.threads();
        if (caller == null) threads.execute(handler);
        else threads.execute(caller.context(), handler);
    }

    /** Runs what the application wants to know, on a thread that no handler of it needs. */
    void executeSoon(Runnable task) {
        deployment.threads().executeSoon(task);
    }

    /** Runs what keeps a connection in order and may block, on a thread that nothing of the application has. */
    void attend(Runnable task) {
        deployment.threads().attend(task);
    }

    /** The handler of a stream has begun. */
    void handling(LiveStream stream) {
        deployment.handling(stream);
    }

    /** The handler of a stream has ended. */
    void handled(LiveStream stream) {
        deployment.handled(stream);
    }

    /** Sends a close frame, without waiting where that takes long. */
    void close(CloseReason reason) {
        if (deployment.server().closeWaits(session)) attend(() -> closeNow(reason));
        else closeNow(reason);
    }

    private void closeNow(CloseReason reason) {
        try {
            if (session.isOpen()) deployment.server().close(session, reason);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The session is gone already", e);
        }
    }

    /** What the messages of all streams share. */
    Memory memory() {
        return deployment.memory();
    }

    /** The client of a stream does not take what is sent. */
    void slowConsumer(LiveStream stream) {
        deployment.meter().slowConsumer(stream.endpoint());
    }

    /** A stream has come to a limit. */
    void limited(Limit limit, LiveStream stream) {
        deployment.meter().limited(limit, stream.describe());
    }

    /** How many messages the remote takes before the first of them is written. */
    int writesAtOnce() {
        return deployment.server().writesAtOnce();
    }

    /** How many bytes of a message that has not ended the server keeps to itself. */
    long held() {
        return deployment.server().held(session);
    }

    /** Cuts the connection off: on another thread, since some servers do it by a close frame, which may block. */
    void abort(StreamClose how) {
        attend(() -> deployment.server().abort(session, CloseReasons.of(how)));
    }

    /**
     * The session has ended.
     *
     * @return whether that is news
     */
    boolean gone(LiveStream stream) {
        return deployment.forget(stream);
    }

    @Override
    public boolean pause() {
        if (!deployment.server().pause(session)) return false;
        deployment.meter().paused();
        return true;
    }

    @Override
    public void resume() {
        deployment.server().resume(session);
        deployment.meter().resumed();
    }

    @Override
    public boolean tryHold() {
        if (!deployment.holds().tryAcquire()) return false;
        deployment.meter().paused();
        return true;
    }

    @Override
    public void release() {
        deployment.holds().release();
        deployment.meter().resumed();
    }
}
