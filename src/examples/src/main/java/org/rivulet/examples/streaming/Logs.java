package org.rivulet.examples.streaming;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Rows to the client, as many as its handshake asks for, one each half second. */
@StreamService
public class Logs {

    record LogsHandshake(int rows) {}

    /** A row. */
    public record LogRow(String row) {}

    @StreamEndpoint(path = "/logs", expose = true)
    void logs(LogsHandshake handshake, StreamOut<LogRow> stream) throws InterruptedException {
        for (int i = 1; i <= handshake.rows(); i++) {
            Thread.sleep(500);
            stream.send(new LogRow("Log row " + i));
        }
    }
}
