package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Decoder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint.InvalidMessage;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** What the log has of an endpoint, and what it does not have of a sensitive one: whatever the level, nothing that a client sent. */
class SensitiveTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Plain.class, Sensitive.class);

    private static final String SECRET = "s3cret";

    private static final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    private final Log log = new Log();

    record Hello(String value, @FromHeader("X-Value") String header) {
        Hello {
            if (value.equals("refuse")) throw new IllegalArgumentException(header);
            if (value.equals("fail")) throw new IllegalStateException(header, new RuntimeException(header));
        }
    }

    public static class Picky implements Decoder.Text<String> {
        @Override
        public String decode(String text) {
            throw new IllegalStateException(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    abstract static class Base {

        void fail(Hello hello, StreamInOut<String, String> stream) {
            stream.onClose(how -> {
                handled.add("listener");
                throw new IllegalStateException(hello.header());
            });
            String message = stream.receive();
            if (message.equals("code")) throw new StreamException(ErrorCode.ABORTED, hello.header());
            throw new IllegalStateException(message, new RuntimeException(hello.value()));
        }

        static void read(StreamIn<?> stream) {
            for (Object ignored : stream) handled.add("message");
            handled.add("end");
        }
    }

    @StreamService
    static class Plain extends Base {

        @StreamEndpoint(path = "/plain/fails", expose = true)
        void fails(Hello hello, StreamInOut<String, String> stream) {
            fail(hello, stream);
        }

        @StreamEndpoint(path = "/plain/reads", expose = true, invalidMessages = InvalidMessage.SKIP)
        void reads(StreamIn<Integer> stream) {
            read(stream);
        }

        @StreamEndpoint(path = "/plain/decodes", expose = true, decoders = Picky.class)
        void decodes(StreamIn<String> stream) {
            read(stream);
        }
    }

    @StreamService
    static class Sensitive extends Base {

        @StreamEndpoint(path = "/sensitive/fails", expose = true, sensitive = true)
        void fails(Hello hello, StreamInOut<String, String> stream) {
            fail(hello, stream);
        }

        @StreamEndpoint(
                path = "/sensitive/reads",
                expose = true,
                sensitive = true,
                invalidMessages = InvalidMessage.SKIP)
        void reads(StreamIn<Integer> stream) {
            read(stream);
        }

        @StreamEndpoint(path = "/sensitive/decodes", expose = true, sensitive = true, decoders = Picky.class)
        void decodes(StreamIn<String> stream) {
            read(stream);
        }
    }

    @BeforeEach
    void listen() {
        handled.clear();
        log.open();
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "sensitive"})
    void aHandlerThatFails(String kind) throws Exception {
        for (String message : List.of("\"" + SECRET + "\"", "\"code\"")) {
            try (WebSocketWire wire =
                    WebSocketWire.open(server.uri("/" + kind + "/fails?value=" + SECRET), "X-Value: " + SECRET)) {
                wire.sendText(message).closing();
                wire.sendClose(1000, "");
                assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo("listener");
            }
        }
        log.await("A close listener of", 2);
        log.check(kind, "java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "sensitive"})
    void aHandshakeThatFails(String kind) throws Exception {
        for (String value : List.of("refuse", "fail")) {
            try (WebSocketWire wire =
                    WebSocketWire.handshake(server.uri("/" + kind + "/fails?value=" + value), "X-Value: " + SECRET)) {
                assertThat(wire.reply().status()).isIn(400, 500);
            }
        }
        log.await("Refused a stream of", 1);
        log.check(kind, "java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "sensitive"})
    void aMessageThatIsInvalid(String kind) throws Exception {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/" + kind + "/decodes"))) {
            assertThat(wire.sendText("\"" + SECRET + "\"").closing().code()).isEqualTo(1007);
            assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo("end");
        }
        log.await("invalid message", 1);
        log.check(kind, "java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensitive"})
    void aMessageThatIsSkipped(String kind) throws Exception {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/" + kind + "/reads"))) {
            wire.sendText("\"" + SECRET + "\"")
                    .sendText(SECRET)
                    .sendText("{\"" + SECRET + "\":1}")
                    .sendText("1");
            assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo("message");
            wire.sendClose(1000, "").closing();
            assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo("end");
        }
        log.await("skips an invalid message", 3);
        log.check(kind, "");
    }

    private static final class Log extends Handler {

        private final Logger logger = Logger.getLogger("org.rivulet");
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        void open() {
            setLevel(Level.ALL);
            logger.setLevel(Level.ALL);
            logger.addHandler(this);
        }

        /** Waits for so many lines with these words. */
        void await(String words, int times) throws InterruptedException {
            CountDownLatch never = new CountDownLatch(1);
            for (int i = 0; i < 200 && with(words).size() < times; i++) never.await(50, TimeUnit.MILLISECONDS);
            assertThat(with(words)).hasSize(times);
        }

        private List<String> with(String words) {
            List<String> found = new ArrayList<>(lines);
            found.removeIf(line -> !line.contains(words));
            return found;
        }

        /** That what a client sent is in no line of a sensitive endpoint, but in one of another; and what helps to find a mistake in both. */
        void check(String kind, String help) {
            String all = String.join("\n", lines);
            assertThat(all).contains(help);
            assertThat(all.contains(SECRET)).as(all).isEqualTo(kind.equals("plain"));
        }

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(line.getMessage()).append('\n');
            if (line.getThrown() != null) line.getThrown().printStackTrace(new PrintWriter(text, true));
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setLevel(null);
        }
    }
}
