package org.rivulet.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutputGuardTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputGuard guard = new OutputGuard(new BusyOutput());

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

    /** Takes everything, and is never ready. */
    private final class BusyOutput extends ServletOutputStream {

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
            written.write(b);
        }
    }
}
