package org.rivulet.suite.app;

import jakarta.inject.Inject;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.suite.app.Echo.Note;

/** Handlers that take their time, and handlers whose clients do. */
@StreamService
public class Flows {

    private static final String KILOBYTE = "x".repeat(1024);

    record About(String about) {}

    @Inject
    Witness witness;

    /** Counts the messages up to the one numbered 0, which must come in order. */
    @StreamEndpoint(path = "/flows/counted/{about}", expose = true, inboxMessages = 100)
    int counted(About handshake, StreamIn<Note> stream) throws InterruptedException {
        witness.awaitGo(handshake.about());
        int count = 0;
        for (Note note : stream) {
            if (note.number() == 0) return count;
            if (note.number() != ++count) throw new IllegalStateException(note.number() + " came after " + (count - 1));
        }
        return -1;
    }

    @StreamEndpoint(path = "/flows/unread/{about}", expose = true, sendTimeout = 1000, outboxMessages = 8)
    void unread(About handshake, StreamOut<String> stream) {
        stream.onClose(how -> witness.saw(handshake.about(), "onClose " + how.code()));
        try {
            while (true) stream.send(KILOBYTE);
        } catch (StreamClosedException e) {
            witness.saw(handshake.about(), "send refused " + e.close().code());
        }
    }

    /** For clients that do not read. */
    @StreamEndpoint(path = "/flows/stalled", expose = true)
    void stalled(StreamOut<String> stream) {
        while (true) stream.send(KILOBYTE);
    }

    /** Tells how many messages the outbox takes of a client that does not read. */
    @StreamEndpoint(path = "/flows/tries/{about}", expose = true, outboxMessages = 4)
    void tries(About handshake, StreamInOut<String, String> stream) {
        int accepted = 0;
        while (!stream.sendAsync(KILOBYTE).toCompletableFuture().isCompletedExceptionally()) accepted++;
        witness.saw(handshake.about(), Integer.toString(accepted));
        stream.receive();
    }

    @StreamEndpoint(path = "/flows/small", expose = true, maxMessageSize = 100)
    void small(StreamInOut<String, String> stream) {
        for (String message : stream) stream.send(message);
    }
}
