package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rivulet.Waiting.until;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;

/** As many streams, and handshakes, as there may be: one more is told so before the upgrade, and nobody else is. */
class StreamCountsTest {

    private static final String PER_ADDRESS = "rivulet.streams-per-address";
    private static final String PER_SECOND = "rivulet.handshakes-per-second";
    private static final String SIZE = "rivulet.max-handshake-size";
    private static final String ENDPOINT = "rivulet.max-streams";
    private static final String PROXIES = "rivulet.trusted-proxies";
    private static final AtomicInteger CALLS = new AtomicInteger();

    private final LogLines log = new LogLines();

    record Credentials(
            @FromHeader("X-Name") Optional<String> name,
            @FromHeader("X-Mail") Optional<String> mail) {}

    record Mail(String address) {}

    /** Two logins of one caller are not equal. */
    private static final class User implements Principal {
        private final String name;

        User(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }
    }

    @StreamService(name = "counts")
    static class Counts {

        @AuthHandler
        Object authenticate(Credentials credentials) {
            CALLS.incrementAndGet();
            return credentials
                    .name()
                    .<Object>map(User::new)
                    .orElseGet(() -> new Mail(credentials.mail().orElse("")));
        }

        @StreamEndpoint(path = "/three", expose = true, maxStreams = 3)
        void three(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/two-each", expose = true, maxStreamsPerCaller = 2, maxStreams = 0)
        void twoEach(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/echo", expose = true)
        void echo(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
        }
    }

    private final List<WebSocketWire> open = new ArrayList<>();

    @BeforeEach
    void fresh() {
        CALLS.set(0);
    }

    @AfterEach
    void defaults() {
        log.close();
        open.forEach(WebSocketWire::close);
        for (String key : List.of(PER_ADDRESS, PER_SECOND, SIZE, ENDPOINT, PROXIES)) System.clearProperty(key);
    }

    @Test
    void streamsOfAnEndpoint() {
        try (EmbeddedServer server = start()) {
            for (int i = 0; i < 3; i++) opens(server, "/three");
            assertRefused(handshake(server, "/three"), "too many streams of this endpoint: max-streams is 3");
            opens(server, "/echo");
            Reply get = WebSocketWire.request("GET", server.uri("/three")).reply();
            assertThat(get.status()).as("a GET is told the same").isEqualTo(429);
            open.remove(0).reset();
            until("a place to be free", () -> isOpened(handshake(server, "/three")));
        }
    }

    @Test
    void streamsOfAnEndpointByConfiguration() {
        System.setProperty(ENDPOINT, "1");
        try (EmbeddedServer server = start()) {
            opens(server, "/echo");
            assertRefused(handshake(server, "/echo"), "too many streams of this endpoint: max-streams is 1");
            for (int i = 0; i < 3; i++) opens(server, "/three");
            for (int i = 0; i < 3; i++) opens(server, "/two-each");
        }
    }

    @Test
    void streamsOfACaller() {
        try (EmbeddedServer server = start()) {
            for (String caller : new String[] {"X-Name: ada", "X-Name: bob", "X-Mail: ada"}) {
                for (int i = 0; i < 2; i++) opens(server, "/two-each", caller);
                assertRefused(
                        handshake(server, "/two-each", caller),
                        "too many streams of this caller: max-streams-per-caller is 2");
            }
            for (int i = 0; i < 5; i++) opens(server, "/two-each");
            opens(server, "/echo", "X-Name: ada");
            open.remove(0).close();
            until("a place to be free", () -> isOpened(handshake(server, "/two-each", "X-Name: ada")));
        }
    }

    @Test
    void streamsOfAnAddress() {
        System.setProperty(PER_ADDRESS, "2");
        System.setProperty(PROXIES, "127.0.0.1");
        try (EmbeddedServer server = start()) {
            String message = "too many streams of this address: streams-per-address is 2";
            opens(server, "/echo", "X-Forwarded-For: 192.0.2.1");
            opens(server, "/three", "X-Forwarded-For: 192.0.2.1");
            assertRefused(handshake(server, "/echo", "X-Forwarded-For: 192.0.2.1"), message);
            opens(server, "/echo", "X-Forwarded-For: 192.0.2.2");
            opens(server, "/echo", "X-Forwarded-For: 2001:db8::1");
            opens(server, "/echo", "X-Forwarded-For: 2001:db8::2:1:1:1");
            assertRefused(handshake(server, "/echo", "X-Forwarded-For: 2001:db8::3"), message);
            opens(server, "/echo", "X-Forwarded-For: 2001:db8:0:1::1");
        }
    }

    @Test
    void handshakesOfAnAddress() {
        System.setProperty(PER_SECOND, "1");
        System.setProperty(PROXIES, "127.0.0.1");
        try (EmbeddedServer server = start()) {
            String flood = "X-Forwarded-For: 192.0.2.1";
            until(
                    "a handshake too many",
                    () -> handshake(server, "/echo", flood, "X-Name: ada").status() == 429);
            int calls = CALLS.get();
            Reply refused = null;
            for (int i = 0; i < 50; i++) {
                Reply reply = handshake(server, "/echo", flood, "X-Name: ada");
                if (reply.status() == 429) refused = reply;
                else calls++;
            }
            assertRefused(refused, "too many handshakes from this address: handshakes-per-second is 1");
            assertThat(CALLS.get()).as("calls of the auth handler").isEqualTo(calls);
            opens(server, "/echo", "X-Forwarded-For: 192.0.2.2");
            until("the flood to be over", () -> isOpened(handshake(server, "/echo", flood)));
        }
    }

    @Test
    void theSizeOfAHandshake() {
        System.setProperty(SIZE, "1000");
        try (EmbeddedServer server = start()) {
            opens(server, "/echo", "X-Name: " + "x".repeat(500));
            for (String path : new String[] {"/echo", "/echo?x=" + "y".repeat(500)}) {
                Reply refused = handshake(server, path, "X-Name: " + "x".repeat(path.length() > 10 ? 400 : 1000));
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.json().getString("code")).isEqualTo("invalid_argument");
                assertThat(refused.json().getString("message"))
                        .isEqualTo("the handshake is too large: max-handshake-size is 1000 bytes");
            }
        }
    }

    @Test
    void aFloodIsCountedAndIsALineInTheLog() {
        try (EmbeddedServer server = start()) {
            for (int i = 0; i < 3; i++) opens(server, "/three");
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++)
                assertThat(handshake(server, "/three").status()).isEqualTo(429);
            until("the log to know of all", () -> refusalsInTheLog() == 100);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(log.of("max-streams:")).hasSizeLessThanOrEqualTo((int) seconds + 2);
            assertThat(log.of("max-streams:").get(0)).endsWith(", the last counts.three from 127.0.0.1");
            StreamsMXBean streams = Jmx.streams();
            assertThat(streams.getLimitedHandshakes())
                    .hasSize(5)
                    .containsEntry("max-streams", 100L)
                    .containsEntry("streams-per-address", 0L);
            assertThat(streams.getRefusedHandshakes()).isEqualTo(100);
        }
    }

    private int refusalsInTheLog() {
        return log.of("Handshakes refused at the limit max-streams: ").stream()
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*: (\\d+), .*", "$1")))
                .sum();
    }

    private void opens(EmbeddedServer server, String path, String... headers) {
        WebSocketWire wire = WebSocketWire.open(server.uri(path), headers);
        open.add(wire);
        assertThat(wire.sendText("\"hello\"").text()).isEqualTo("\"hello\"");
    }

    private static Reply handshake(EmbeddedServer server, String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(path), headers)) {
            return wire.reply();
        }
    }

    private static boolean isOpened(Reply reply) {
        return reply.status() == 101;
    }

    private static void assertRefused(Reply reply, String message) {
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.json().getString("code")).isEqualTo("resource_exhausted");
        assertThat(reply.json().getString("message")).isEqualTo(message);
    }

    private static EmbeddedServer start() {
        return EmbeddedServer.builder().port(0).beans(Counts.class).start();
    }
}
