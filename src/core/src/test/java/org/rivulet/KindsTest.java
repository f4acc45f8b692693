package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;

/** Every form in which Encore declares a stream, and the ones that Java adds. */
class KindsTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Kinds.class);

    private static final Close DONE = new Close(1000, "");

    record Hello(String name) {}

    public record Chunk(String data, boolean done) {}

    public record Result(int chunks, String from) {}

    public record Row(int number) {}

    @StreamService
    static class Kinds {

        @StreamEndpoint(path = "/in", expose = true)
        void in(StreamIn<Chunk> stream) {
            for (Chunk chunk : stream) if (chunk.done()) break;
        }

        @StreamEndpoint(path = "/in/handshake", expose = true)
        void inWithHandshake(Hello hello, StreamIn<Chunk> stream) {
            stream.receive();
            if (!hello.name().equals("ada")) throw new StreamException(ErrorCode.NOT_FOUND);
        }

        @StreamEndpoint(path = "/in/response", expose = true)
        Result inWithResponse(StreamIn<Chunk> stream) {
            int chunks = 0;
            for (Chunk chunk : stream) {
                chunks++;
                if (chunk.done()) break;
            }
            return new Result(chunks, "nobody");
        }

        @StreamEndpoint(path = "/in/handshake/response", expose = true)
        Result inWithBoth(StreamIn<Chunk> stream, Hello hello) {
            stream.receive();
            return new Result(1, hello.name());
        }

        @StreamEndpoint(path = "/in/list", expose = true)
        List<Row> inWithListAsResponse(StreamIn<Chunk> stream) {
            return List.of(new Row(1), new Row(2));
        }

        @StreamEndpoint(path = "/in/null", expose = true)
        Result inWithNullAsResponse(StreamIn<Chunk> stream) {
            return null;
        }

        @StreamEndpoint(path = "/out", expose = true)
        void out(StreamOut<Row> stream) {
            for (int i = 1; i <= 3; i++) stream.send(new Row(i));
        }

        @StreamEndpoint(path = "/out/handshake", expose = true)
        void outWithHandshake(Hello hello, StreamOut<String> stream) {
            stream.send("hello " + hello.name());
            stream.close();
        }

        @StreamEndpoint(path = "/inout", expose = true)
        void inOut(StreamInOut<Chunk, Row> stream) {
            int count = 0;
            for (Chunk ignored : stream) stream.send(new Row(++count));
        }

        @StreamEndpoint(path = "/inout/handshake", expose = true)
        void inOutWithHandshake(Hello hello, StreamInOut<Chunk, String> stream) {
            for (Chunk chunk : stream) stream.send(hello.name() + chunk.data());
        }

        @StreamEndpoint(path = "/returned/stream", expose = true)
        Stream<Row> stream() {
            return IntStream.rangeClosed(1, 3).mapToObj(Row::new);
        }

        @StreamEndpoint(path = "/returned/iterable", expose = true)
        List<Row> iterable(Hello hello) {
            return List.of(new Row(1), new Row(2), new Row(3));
        }

        @StreamEndpoint(path = "/returned/publisher", expose = true)
        Flow.Publisher<Row> publisher() {
            return subscriber -> {
                SubmissionPublisher<Row> publisher = new SubmissionPublisher<>(run -> new Thread(run).start(), 8);
                publisher.subscribe(subscriber);
                for (int i = 1; i <= 3; i++) publisher.submit(new Row(i));
                publisher.close();
            };
        }
    }

    @Test
    void streamInEndsWithTheHandler() {
        try (WebSocketWire wire = open("/in")) {
            wire.sendText("{\"data\":\"a\",\"done\":false}").sendText("{\"data\":\"b\",\"done\":true}");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void streamInTakesAHandshake() {
        try (WebSocketWire wire = open("/in/handshake?name=ada")) {
            assertThat(wire.sendText("{}").closing()).isEqualTo(DONE);
        }
    }

    @Test
    void streamInAnswersBeforeTheClose() {
        try (WebSocketWire wire = open("/in/response")) {
            wire.sendText("{\"data\":\"a\"}").sendText("{\"data\":\"b\",\"done\":true}");
            assertThat(wire.text()).isEqualTo("{\"chunks\":2,\"from\":\"nobody\"}");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void streamInTakesAHandshakeAndAnswers() {
        try (WebSocketWire wire = open("/in/handshake/response?name=ada")) {
            assertThat(wire.sendText("{}").text()).isEqualTo("{\"chunks\":1,\"from\":\"ada\"}");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void aListIsOneResponse() {
        try (WebSocketWire wire = open("/in/list")) {
            assertThat(wire.text()).isEqualTo("[{\"number\":1},{\"number\":2}]");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void aNullResponseIsNone() {
        try (WebSocketWire wire = open("/in/null")) {
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void streamOutSends() {
        assertThreeRows("/out");
    }

    @Test
    void streamOutTakesAHandshake() {
        try (WebSocketWire wire = open("/out/handshake?name=ada")) {
            assertThat(wire.text()).isEqualTo("\"hello ada\"");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void streamInOutAnswersEachMessage() {
        try (WebSocketWire wire = open("/inout")) {
            assertThat(wire.sendText("{}").text()).isEqualTo("{\"number\":1}");
            assertThat(wire.sendText("{}").text()).isEqualTo("{\"number\":2}");
            assertThat(wire.sendClose(1000, "").closing().code()).isEqualTo(1000);
        }
    }

    @Test
    void streamInOutTakesAHandshake() {
        try (WebSocketWire wire = open("/inout/handshake?name=ada")) {
            assertThat(wire.sendText("{\"data\":\"!\"}").text()).isEqualTo("\"ada!\"");
        }
    }

    @Test
    void aReturnedStreamIsSent() {
        assertThreeRows("/returned/stream");
    }

    @Test
    void aReturnedIterableIsSent() {
        assertThreeRows("/returned/iterable?name=ada");
    }

    @Test
    void aReturnedPublisherIsSent() {
        assertThreeRows("/returned/publisher");
    }

    private static void assertThreeRows(String path) {
        try (WebSocketWire wire = open(path)) {
            for (int i = 1; i <= 3; i++) assertThat(wire.text()).isEqualTo("{\"number\":" + i + "}");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
