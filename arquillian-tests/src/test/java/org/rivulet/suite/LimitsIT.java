package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
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
    void nothingIsCompressed() {
        try (WebSocketWire wire = open("/echo/text", "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(wire.reply().header("Sec-WebSocket-Extensions")).isNull();
            int deflated = 0xc1;
            wire.sendRaw(WebSocketWire.frame(deflated, new byte[] {0x52, 0x2a, 0x56, 0x52, 0x02, 0x00}));
            assertThat(wire.closing().code()).isIn(1002, 1003); // WildFly Preview 39 calls it a type of data
        }
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
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }
}
