package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Message;
import org.rivulet.suite.server.ServerTest;

/** Clients that do not read, handlers that do not, and what others notice of it: nothing. */
@ServerTest
class LimitsIT extends SuiteClient {

    private static final String KILOBYTE = "x".repeat(1024);
    private static final int MANY = 20_000; // 20 MB, more than sockets and inbox hold

    @Test
    void aClientFasterThanTheHandlerLosesNothing() throws Exception {
        go("fast");
        try (WebSocketWire wire = open("/flows/counted/fast")) {
            Sending.notes(wire, MANY, KILOBYTE).join();
            assertThat(wire.text()).isEqualTo(Integer.toString(MANY));
            assertThat(wire.closing().code()).isEqualTo(1000);
        }
    }

    @Test
    void aHandlerThatDoesNotReadHoldsItsClientBack() throws Exception {
        try (WebSocketWire wire = open("/flows/counted/held")) {
            Sending sending = Sending.notes(wire, MANY, KILOBYTE);
            assertThat(Sending.awaitStall(List.of(sending))).isLessThan(MANY);
            assertOthersAreServed();
            go("held");
            sending.join();
            assertThat(wire.text()).isEqualTo(Integer.toString(MANY));
        }
    }

    @Test
    void aClientThatCompressesLosesNothingWhenItIsHeldBack() throws Exception {
        try (WebSocketWire wire = open("/flows/counted/deflated", "Sec-WebSocket-Extensions: permessage-deflate")) {
            boolean compresses = wire.reply().header("Sec-WebSocket-Extensions") != null;
            assertThat(compresses && server.name().equals("jetty"))
                    .as("Jetty keeps each extension for ever")
                    .isFalse();
            IntFunction<byte[]> note = number -> compresses
                    ? WebSocketWire.frame(0xc1, deflated(Sending.note(number, KILOBYTE)))
                    : WebSocketWire.frame(0x81, Sending.note(number, KILOBYTE).getBytes(UTF_8));
            Thread sending = Sending.inBackground(() -> {
                for (int i = 1; i <= MANY; i++) wire.sendRaw(note.apply(i));
                wire.sendRaw(note.apply(0));
            });
            assertOthersAreServed();
            go("deflated");
            sending.join(TimeUnit.MINUTES.toMillis(1));
            Message count = wire.next();
            assertThat(compresses ? inflated(count.payload()) : count.text()).isEqualTo(Integer.toString(MANY));
            assertThat(wire.closing().code()).isEqualTo(1000);
        }
    }

    /** A message by itself (RFC 7692, 7.2.1). */
    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(UTF_8));
        byte[] buffer = new byte[2 * KILOBYTE.length()];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length - 4);
    }

    /** A short message, which a server may compress or not. */
    private static String inflated(byte[] payload) throws DataFormatException {
        String text = new String(payload, UTF_8);
        if (text.matches("\\d+")) return text;
        Inflater inflater = new Inflater(true);
        inflater.setInput(payload);
        byte[] buffer = new byte[100];
        int length = inflater.inflate(buffer);
        inflater.end();
        return new String(buffer, 0, length, UTF_8);
    }

    @Test
    void aClientThatDoesNotReadIsClosedAndItsHandlerTold() {
        try (WebSocketWire wire = open("/flows/unread/slow");
                WebSocketWire witness = open("/witness/slow")) {
            assertThat(List.of(string(witness.text()), string(witness.text())))
                    .containsExactlyInAnyOrder("send refused 1013", "onClose 1013");
            assertOthersAreServed();
        }
    }

    @Test
    void aClientThatReadsTooLateIsToldWhy() {
        try (WebSocketWire wire = open("/flows/unread/late");
                WebSocketWire witness = open("/witness/late")) {
            assertThat(string(witness.text())).endsWith("1013");
            assertThat(wire.skipToClose().code()).isEqualTo(1013);
        }
    }

    @Test
    void sendAsyncDoesNotWaitAndLosesNothing() {
        try (WebSocketWire wire = open("/flows/tries/async");
                WebSocketWire witness = open("/witness/async")) {
            int accepted = Integer.parseInt(string(witness.text()));
            assertThat(accepted).isPositive();
            for (int i = 0; i < accepted; i++) assertThat(wire.text()).hasSize(1026);
            assertThat(wire.sendText("\"\"").closing().code()).isEqualTo(1000);
        }
    }

    @Test
    void aMessageOfTheLargestSizePassesAndOneByteMoreDoesNot() {
        try (WebSocketWire wire = open("/flows/small")) {
            String euros = '"' + "€".repeat(32) + "xx" + '"'; // 100 bytes, 36 characters
            assertThat(string(wire.sendText(euros).text())).hasSize(34);
            assertThat(wire.sendText(euros.replace("xx", "xxx")).closing().code())
                    .isEqualTo(1009);
        }
    }

    @Test
    void stalledStreamsDoNotStopOthers() throws Exception {
        List<WebSocketWire> unread = new ArrayList<>();
        List<WebSocketWire> unhandled = new ArrayList<>();
        List<Sending> sending = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                unread.add(open("/flows/stalled"));
                WebSocketWire wire = open("/flows/counted/many");
                unhandled.add(wire);
                sending.add(Sending.notes(wire, MANY / 2, KILOBYTE));
            }
            assertThat(Sending.awaitStall(sending)).isLessThan(6 * MANY / 2);
            for (int i = 0; i < 5; i++) assertOthersAreServed();
            go("many");
            for (Sending one : sending) one.join();
            for (WebSocketWire wire : unhandled) assertThat(wire.text()).isEqualTo(Integer.toString(MANY / 2));
        } finally {
            unread.forEach(WebSocketWire::close);
            unhandled.forEach(WebSocketWire::close);
        }
    }

    private void assertOthersAreServed() {
        long start = System.nanoTime();
        assertThat(request("GET", "/jvm?test=others", "Connection: close").status())
                .isEqualTo(200);
        try (WebSocketWire wire = open("/echo")) {
            assertThat(wire.sendText(Sending.note(1, "a")).text()).isEqualTo(Sending.note(1, "a"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
