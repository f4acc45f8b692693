package org.rivulet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Vetoed;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.EmbeddedServer;

/** Endpoints that CDI does not show. */
class NoBeanTest {

    @Vetoed
    static class Forgotten {
        @StreamEndpoint(path = "/forgotten", expose = true)
        void open(StreamOut<String> stream) {}
    }

    @StreamService
    static class Known {
        @StreamEndpoint(path = "/known", expose = true)
        void open(StreamOut<String> stream) {}
    }

    @Test
    void areNotForgottenInSilence() {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                warnings.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("org.rivulet");
        logger.addHandler(handler);
        try (EmbeddedServer server = EmbeddedServer.builder()
                .port(0)
                .beans(Known.class, Forgotten.class)
                .start()) {
            assertThat(server.uri()).isNotNull();
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(warnings)
                .contains(Forgotten.class.getName()
                        + " has stream endpoints that nobody reaches, since it is no CDI bean."
                        + " Annotate it with @StreamService.")
                .noneMatch(warning -> warning.startsWith(Known.class.getName()));
    }
}
