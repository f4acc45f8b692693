package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.InputBuffer;
import org.apache.catalina.connector.OutputBuffer;
import org.junit.jupiter.api.Test;

class OutputGuardTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final BusyOutput output = new BusyOutput();
    private final InputGate gate = new InputGate(new Nothing(), Runnable::run);
    private final OutputGuard guard = new OutputGuard(output, gate);

    @Test
    void beforeTheEndEverythingIsWritten() throws IOException {
        guard.write(new byte[] {1, 2, 3}, 1, 2);
        guard.write(4);
        assertThat(written.toByteArray()).containsExactly(2, 3, 4);
        assertThat(guard.isReady()).isFalse();
    }

    @Test
    void afterTheEndNothingIsWrittenAndTheWriterIsTold() {
        guard.end();
        assertThat(guard.isReady()).as("so that it is tried").isTrue();
        assertThatThrownBy(() -> guard.write(new byte[3])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> guard.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(guard::flush).isInstanceOf(IOException.class);
        assertThat(written.size()).isZero();
    }

    @Test
    void nothingIsReadFromWhoDoesNotTakeWhatIsWritten() throws IOException {
        List<String> told = new ArrayList<>();
        guard.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() {
                told.add("possible");
            }

            @Override
            public void onError(Throwable problem) {
                told.add("error");
            }
        });
        gate.setReadListener(new ReadListener() {
            @Override
            public void onDataAvailable() {
                told.add("data");
            }

            @Override
            public void onAllDataRead() {}

            @Override
            public void onError(Throwable problem) {}
        });
        gate.listen();
        assertThat(gate.isReady()).isTrue();
        assertThat(guard.isReady()).isFalse();
        assertThat(gate.isReady()).isFalse();
        output.listener.onWritePossible();
        assertThat(gate.isReady()).isTrue();
        output.listener.onError(new IOException());
        assertThat(told).containsExactly("data", "possible", "error");
    }

    /** So that GlassFish and Payara tell the listeners of a connection that ends by it in another thread, where no lock of the writer's is held. */
    @Test
    void whatFailsIsWrittenInTheScopeOfTheContainer() {
        List<Boolean> seen = new ArrayList<>();
        OutputGuard failing = new OutputGuard(new FailingOutput(seen), gate);
        assertThatThrownBy(() -> failing.write(new byte[1])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> failing.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(failing::flush).isInstanceOf(IOException.class);
        assertThatThrownBy(failing::close).isInstanceOf(IOException.class);
        assertThat(seen).containsExactly(true, true, true, true);
        assertThat(isInScope()).isFalse();
    }

    private static boolean isInScope() {
        return InputBuffer.isInScope() && OutputBuffer.isInScope();
    }

    /** Tells whether it was in the scope. */
    private static final class FailingOutput extends ServletOutputStream {

        private final List<Boolean> seen;

        FailingOutput(List<Boolean> seen) {
            this.seen = seen;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) throws IOException {
            fail();
        }

        @Override
        public void flush() throws IOException {
            fail();
        }

        @Override
        public void close() throws IOException {
            fail();
        }

        private void fail() throws IOException {
            seen.add(isInScope());
            throw new IOException("gone");
        }
    }

    /** Is always ready. */
    private static final class Nothing extends ServletInputStream {

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            return -1;
        }
    }

    /** Takes everything, and is never ready. */
    private final class BusyOutput extends ServletOutputStream {

        private WriteListener listener;

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int b) {
            written.write(b);
        }
    }
}
