package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** What a message can be; every endpoint sends back what it got. */
class MessagesTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Echo.class, Prefix.class);

    public record Row(int number) {}

    public record Everything(UUID id, Instant when, Optional<String> maybe, List<Row> rows, Map<String, Row> byName) {}

    public static class Annotated {

        private final String name;

        @JsonbCreator
        public Annotated(@JsonbProperty("n") String name) {
            this.name = name;
        }

        @JsonbProperty("n")
        public String getName() {
            return name;
        }
    }

    @JsonbTypeInfo(
            key = "type",
            value = {
                @JsonbSubtype(alias = "circle", type = Circle.class),
                @JsonbSubtype(alias = "square", type = Square.class)
            })
    public sealed interface Shape {}

    public record Circle(int radius) implements Shape {}

    public record Square(int side) implements Shape {}

    @ApplicationScoped
    static class Prefix {
        String get() {
            return ">";
        }
    }

    /** Not thread-safe, and injected. */
    public static class LineDecoder implements Decoder.Text<Row> {

        static final BlockingQueue<LineDecoder> destroyed = new LinkedBlockingQueue<>();

        @Inject
        Prefix prefix;

        @Override
        public Row decode(String text) throws DecodeException {
            try {
                return new Row(Integer.parseInt(text.substring(1)));
            } catch (NumberFormatException e) {
                throw new DecodeException(text, "not a number");
            }
        }

        @Override
        public boolean willDecode(String text) {
            return text.startsWith(prefix.get());
        }

        @Override
        public void destroy() {
            destroyed.add(this);
        }
    }

    /** For what the first does not take. */
    public static class ZeroDecoder implements Decoder.Binary<Row> {

        @Override
        public Row decode(ByteBuffer bytes) {
            return new Row(bytes.get());
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return true;
        }
    }

    public static class LineEncoder implements Encoder.Text<Row> {

        @Override
        public String encode(Row row) {
            return "<" + row.number();
        }
    }

    @StreamService
    static class Echo {

        @StreamEndpoint(path = "/string", expose = true)
        void string(StreamInOut<String, String> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/int", expose = true)
        void integer(StreamInOut<Integer, Integer> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/decimal", expose = true)
        void decimal(StreamInOut<BigDecimal, BigDecimal> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/boolean", expose = true)
        void bool(StreamInOut<Boolean, Boolean> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/object", expose = true)
        void object(StreamInOut<JsonObject, JsonObject> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/list", expose = true)
        void list(StreamInOut<List<Row>, List<Row>> stream) {
            for (List<Row> rows : stream)
                stream.send(rows.stream().map(row -> new Row(row.number())).toList());
        }

        @StreamEndpoint(path = "/map", expose = true)
        void map(StreamInOut<Map<String, Row>, Map<String, Row>> stream) {
            for (Map<String, Row> rows : stream) stream.send(Map.of("b", rows.get("a")));
        }

        @StreamEndpoint(path = "/everything", expose = true)
        void everything(StreamInOut<Everything, Everything> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/annotated", expose = true)
        void annotated(StreamInOut<Annotated, Annotated> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/shape", expose = true)
        void shape(StreamInOut<Shape, Shape> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/shapes", expose = true)
        void shapes(StreamInOut<List<Shape>, List<Shape>> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(path = "/buffer", expose = true)
        void buffer(StreamInOut<ByteBuffer, ByteBuffer> stream) {
            stream.forEach(stream::send);
        }

        @StreamEndpoint(
                path = "/own",
                expose = true,
                decoders = {LineDecoder.class, ZeroDecoder.class},
                encoders = LineEncoder.class)
        void own(StreamInOut<Row, Row> stream) {
            stream.forEach(stream::send);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/string | \"a\\nü😀\"",
                "/string | \"\"",
                "/int | 42",
                "/decimal | 12345678901234567890.123456789",
                "/boolean | true",
                "/object | {\"a\":[1,{\"b\":null}]}",
                "/list | [{\"number\":1},{\"number\":2}]",
                "/list | []",
                "/annotated | {\"n\":\"ada\"}",
                "/shape | {\"type\":\"circle\",\"radius\":1}",
                "/shape | {\"type\":\"square\",\"side\":2}",
                "/shapes | [{\"type\":\"circle\",\"radius\":1},{\"type\":\"square\",\"side\":2}]",
                "/everything | {\"byName\":{\"a\":{\"number\":1}},\"id\":\"6f1c1f3e-0000-4000-8000-000000000000\","
                        + "\"maybe\":\"x\",\"rows\":[{\"number\":2}],\"when\":\"2026-01-01T00:00:00Z\"}",
            })
    void comesBackAsItWent(String path, String json) {
        try (WebSocketWire wire = open(path)) {
            assertThat(wire.sendText(json).text()).isEqualTo(json);
        }
    }

    @Test
    void aMapOfRowsHasTypedValues() {
        try (WebSocketWire wire = open("/map")) {
            assertThat(wire.sendText("{\"a\":{\"number\":7}}").text()).isEqualTo("{\"b\":{\"number\":7}}");
        }
    }

    @Test
    void aByteBufferIsABinaryFrame() {
        try (WebSocketWire wire = open("/buffer")) {
            assertThat(wire.sendBinary(new byte[] {0, -1, 5}).binary()).containsExactly(0, -1, 5);
        }
    }

    @Test
    void aFragmentedMessageIsOne() {
        try (WebSocketWire wire = open("/string")) {
            wire.sendFrame(0x01, "\"a".getBytes()).sendFrame(0x89, new byte[0]).sendFrame(0x80, "b\"".getBytes());
            WebSocketWire.Message first = wire.next();
            assertThat(first.opcode()).isEqualTo(10);
            assertThat(wire.text()).isEqualTo("\"ab\"");
        }
    }

    @Test
    void aMegabyteGoesBothWays() {
        String json = '"' + "ab".repeat(500_000) + '"';
        try (WebSocketWire wire = open("/string")) {
            assertThat(wire.sendText(json).text()).isEqualTo(json);
        }
    }

    @Test
    void ownDecodersAndEncodersTakeThePlaceOfJsonAndAreDestroyed() throws InterruptedException {
        try (WebSocketWire wire = open("/own")) {
            assertThat(wire.sendText(">12").text()).isEqualTo("<12");
            assertThat(wire.sendBinary(new byte[] {3}).text()).isEqualTo("<3");
            WebSocketWire.Close close = wire.sendText(">x").closing();
            assertThat(close.code()).isEqualTo(1007);
            assertThat(close.reason()).contains("not a number");
        }
        assertThat(LineDecoder.destroyed.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Nested
    class WithAJsonbOfTheApplication {

        @RegisterExtension
        final RivuletServer own = RivuletServer.with(Echo.class, Prefix.class, OwnJsonb.class);

        @Test
        void itsConfigurationApplies() {
            try (WebSocketWire wire = WebSocketWire.open(own.uri("/annotated"))) {
                assertThat(wire.sendText("{\"n\":\"ada\"}").text()).isEqualTo("{\n    \"n\": \"ada\"\n}");
            }
        }
    }

    @ApplicationScoped
    static class OwnJsonb {

        @Produces
        @ApplicationScoped
        Jsonb jsonb() {
            return JsonbBuilder.create(new JsonbConfig().withFormatting(true));
        }
    }

    private static WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
