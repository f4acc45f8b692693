package org.rivulet.internal.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/**
 * The output of an upgraded connection, until that ends: a container may give what is behind it to another connection then. While it waits for the client, the gate
 * before the input is shut. Thread-safe, as far as the output is.
 */
final class OutputGuard extends ServletOutputStream {

    private final ServletOutputStream output;
    private final InputGate input;
    private final GrizzlyScopes scopes;

    private volatile boolean ended;

    OutputGuard(ServletOutputStream output, InputGate input) {
        this.output = output;
        this.input = input;
        this.scopes = GrizzlyScopes.of(output);
    }

    /** The connection is closed. Waits for nobody, since the container may hold locks that a writer needs. */
    void end() {
        ended = true;
    }

    private ServletOutputStream live() throws IOException {
        if (ended) throw new IOException("the connection is closed");
        return output;
    }

    /** Ready after the end, so that whoever writes is told. */
    @Override
    public boolean isReady() {
        if (ended || output.isReady()) return true;
        input.outputWaits();
        return false;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        output.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                input.outputMoves();
                listener.onWritePossible();
            }

            @Override
            public void onError(Throwable problem) {
                listener.onError(problem);
            }
        });
    }

    @Override
    public void write(int b) throws IOException {
        ServletOutputStream live = live();
        scopes.during(() -> live.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ServletOutputStream live = live();
        scopes.during(() -> live.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        scopes.during(live()::flush);
    }

    @Override
    public void close() throws IOException {
        scopes.during(live()::close);
    }
}
