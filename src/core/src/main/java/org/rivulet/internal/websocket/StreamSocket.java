package org.rivulet.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.rivulet.StreamClose;

/**
 * The one endpoint: the container's callbacks, none of which blocks, runs code of the application or lets an exception out. Thread-safe; the
 * state is in each session's {@link LiveStream}.
 *
 * <p>Public, and never vetoed by a scan, because Tyrus has no ServerContainer in an application without a class like it.
 */
public final class StreamSocket extends Endpoint {

    static final String PREPARED = Prepared.class.getName();
    private static final String STREAM = LiveStream.class.getName();
    private static final Logger LOG = System.getLogger("org.rivulet");

    private final Deployment deployment;

    StreamSocket(Deployment deployment) {
        this.deployment = deployment;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        try {
            if (!(session.getUserProperties().remove(PREPARED) instanceof Prepared prepared)) {
                session.close(
                        new CloseReason(CloseCodes.VIOLATED_POLICY, "the connection came around the front filter"));
                return;
            }
            session.setMaxIdleTimeout(0);
            LiveStream stream = deployment.open(session, config, prepared);
            session.getUserProperties().put(STREAM, stream);
            receive(session, stream);
            stream.start();
        } catch (IOException | RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A stream could not be opened", e);
            end(session);
        }
    }

    private void receive(Session session, LiveStream stream) {
        MessageAssembler assembler = stream.assembler();
        deployment.server().opened(session, (int) stream.limits().maxMessageSize());
        session.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> stream.heard());
        session.addMessageHandler(ByteBuffer.class, (MessageHandler.Partial<ByteBuffer>) assembler::binary);
        if (deployment.server().splitsText()) {
            session.addMessageHandler(String.class, (MessageHandler.Partial<String>) assembler::text);
        } else {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> assembler.text(text, true));
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        LiveStream stream = (LiveStream) session.getUserProperties().get(STREAM);
        if (stream == null) return;
        String why = reason.getReasonPhrase();
        stream.ending().ended(new StreamClose(reason.getCloseCode().getCode(), why == null ? "" : why));
    }

    /** A failed connection; the container closes it and says so in {@link #onClose}. */
    @Override
    public void onError(Session session, Throwable problem) {
        LOG.log(Level.DEBUG, () -> "Session " + session.getId() + " failed", problem);
    }

    private static void end(Session session) {
        try {
            session.close(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, ""));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The session is gone already", e);
        }
    }
}
