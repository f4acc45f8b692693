package org.rivulet.suite.app;

import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Handlers for more than anybody can keep: binary messages that begin with their number, the first with 1; an empty one ends them. */
@StreamService
public class Floods {

    private static final int MESSAGE = 64 << 10;

    record About(String about) {}

    record Many(String about, int count) {}

    @Inject
    Witness witness;

    /** Takes a message a second until the test wants it to go on; then as fast as it can. Answers how many came. */
    @StreamEndpoint(path = "/floods/slow/{about}", expose = true)
    int slow(About handshake, StreamIn<byte[]> stream) throws InterruptedException {
        int count = 0;
        for (byte[] message : stream) {
            if (message.length == 0) return count;
            count = next(count, message);
            witness.awaitGo(handshake.about(), Duration.ofSeconds(1));
        }
        return -1;
    }

    /** Takes nothing until the test wants it to go on. Answers how many came. */
    @StreamEndpoint(path = "/floods/stopped/{about}", expose = true, inboxBytes = 16 << 10)
    int stopped(About handshake, StreamIn<byte[]> stream) throws InterruptedException {
        witness.awaitGo(handshake.about());
        int count = 0;
        for (byte[] message : stream) {
            if (message.length == 0) return count;
            count = next(count, message);
        }
        return -1;
    }

    private static int next(int count, byte[] message) {
        int number = (int) ByteBuffer.wrap(message).getLong();
        if (number != count + 1) throw new IllegalStateException(number + " came after " + count);
        return number;
    }

    /** Sends, each message an array of its own; tells the test how that ended. */
    @StreamEndpoint(path = "/floods/out/{about}", expose = true, sendTimeout = 3000)
    void out(Many handshake, StreamOut<byte[]> stream) {
        stream.onClose(how -> witness.saw(handshake.about(), "onClose " + how.code()));
        try {
            for (int i = 1; i <= handshake.count(); i++) {
                stream.send(ByteBuffer.allocate(MESSAGE).putLong(i).array());
            }
        } catch (StreamClosedException e) {
            witness.saw(handshake.about(), "send refused " + e.close().code());
        }
    }
}
