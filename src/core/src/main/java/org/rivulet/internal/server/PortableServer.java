package org.rivulet.internal.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;

/** What the standard allows: no pause, and no end but a close frame. */
final class PortableServer implements Server {

    @Override
    public boolean pause(Session session) {
        return false;
    }

    @Override
    public void resume(Session session) {
        throw new UnsupportedOperationException("never paused");
    }

    @Override
    public void abort(Session session) {
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.UNEXPECTED_CONDITION, ""));
        } catch (IOException | IllegalStateException e) {
            // a connection that cannot even be closed is gone
        }
    }
}
