package org.rivulet.examples.streaming;

import static java.lang.System.Logger.Level.INFO;

import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamService;

/** Data from the client, chunk by chunk, and one response when it is done. */
@StreamService
public class Upload {

    private static final System.Logger LOG = System.getLogger(Upload.class.getName());

    record UploadHandshake(String user) {}

    /** A piece of the data; the last one says so. */
    public record DataChunk(String data, boolean done) {}

    /** The response. */
    public record UploadResult(boolean success) {}

    @StreamEndpoint(path = "/upload", expose = true)
    UploadResult upload(UploadHandshake handshake, StreamIn<DataChunk> stream) {
        int length = 0;
        for (DataChunk chunk : stream) {
            length += chunk.data().length();
            if (chunk.done()) {
                LOG.log(INFO, "{0} uploaded {1} characters", handshake.user(), length);
                return new UploadResult(true);
            }
        }
        LOG.log(INFO, "{0} left after {1} characters", handshake.user(), length);
        return new UploadResult(false);
    }
}
