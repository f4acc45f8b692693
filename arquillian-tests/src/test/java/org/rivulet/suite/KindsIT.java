package org.rivulet.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.embedded.junit.WebSocketWire.Message;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.ServerTest;

/** Each kind of stream, and what it carries. */
@ServerTest
class KindsIT extends SuiteClient {

    private static final Close DONE = new Close(1000, "");

    // ---- the WAR

    @Test
    @Needs(Feature.BYTES_OF_ARCHIVES)
    void theWarIsTheSameEverywhere() throws Exception {
        Reply contents = request("GET", "/contents");
        assertThat(contents.status()).isEqualTo(200);
        List<String> there = contents.body().lines().toList();
        List<String> files = filesOfTheWar();
        assertThat(there).containsAll(files);
        assertThat(there) // what Tomcat's configuration lends to an application is not of the WAR
                .filteredOn(file -> !files.contains(file))
                .allMatch(file -> file.contains(" WEB-INF/lib/"))
                .noneMatch(file -> file.contains("rivulet") || file.contains("arquillian"));
    }

    private static List<String> filesOfTheWar() throws Exception {
        List<String> files = new ArrayList<>();
        try (ZipFile war = new ZipFile(Archives.suiteFile().toFile())) {
            for (var entry : war.stream().toList()) {
                if (entry.isDirectory() || !entry.getName().startsWith("WEB-INF/")) continue;
                try (InputStream in = war.getInputStream(entry)) {
                    files.add(sha256(in.readAllBytes()) + " " + entry.getName());
                }
            }
        }
        return files;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** On one that it does not know, much of the suite passes by standard means. */
    @Test
    void theServerIsOneThatRivuletKnows() {
        assertThat(server.log()).doesNotContain("that Rivulet knows");
    }

    @Test
    void theServerIsOnRecord() throws Exception {
        JsonObject facts = Json.createObjectBuilder(request("GET", "/facts").json())
                .add("name", server.name())
                .add("war", sha256(Files.readAllBytes(Archives.suiteFile())))
                .build();
        Path reports = Files.createDirectories(Path.of(System.getProperty("suite.reports")));
        Files.writeString(reports.resolve("facts.json"), facts.toString());
        assertThat(facts).containsKeys("server", "java", "webSocket", "cdi", "jsonBinding");
    }

    // ---- the kinds

    @Test
    void inWithoutAResponse() {
        try (WebSocketWire wire = open("/kinds/in")) {
            wire.sendText(Sending.note(1, "a")).sendText(Sending.note(0, ""));
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void inWithAResponse() {
        try (WebSocketWire wire = open("/kinds/response")) {
            for (int number : new int[] {1, 2, 3, 0}) wire.sendText(Sending.note(number, ""));
            assertThat(wire.text()).isEqualTo("{\"messages\":3,\"sum\":6}");
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "stream", "iterable", "publisher"})
    void out(String kind) {
        try (WebSocketWire wire = open("/kinds/" + kind + "?count=1000")) {
            for (int i = 0; i < 1000; i++) assertThat(wire.text()).isEqualTo(Integer.toString(i));
            assertThat(wire.closing()).isEqualTo(DONE);
        }
        try (WebSocketWire wire = open("/kinds/" + kind + "?count=0")) {
            assertThat(wire.closing()).isEqualTo(DONE);
        }
    }

    @Test
    void inAndOut() {
        try (WebSocketWire wire = open("/echo")) {
            assertThat(wire.sendText("{\"text\":\"a\",\"number\":1}").text())
                    .isEqualTo("{\"number\":1,\"text\":\"a\"}");
            wire.sendClose(1000, "");
            assertThat(wire.closing().code()).isEqualTo(1000);
        }
    }

    // ---- what they carry

    @Test
    void textsOfAllCharacters() {
        try (WebSocketWire wire = open("/echo/text")) {
            for (int from = 0; from <= Character.MAX_CODE_POINT; from += 0x4000) {
                String text = characters(from, from + 0x4000);
                wire.sendText(Json.createValue(text).toString());
                assertThat(string(wire.text()).equals(text)).as("from %x", from).isTrue();
            }
        }
    }

    private static String characters(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int c = from; c < to; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) text.appendCodePoint(c);
        }
        return text.toString();
    }

    @Test
    void framesMaySplitACharacter() {
        String json = "\"aé€😀z\"";
        byte[] bytes = json.getBytes(UTF_8);
        try (WebSocketWire wire = open("/echo/text")) {
            for (int cut = 0; cut <= bytes.length; cut++) {
                wire.sendFrame(0x01, Arrays.copyOf(bytes, cut));
                wire.sendFrame(0x80, Arrays.copyOfRange(bytes, cut, bytes.length));
                assertThat(string(wire.text())).as("cut at %d", cut).isEqualTo("aé€😀z");
            }
            wire.sendFrame(0x01, new byte[0]);
            for (byte one : bytes) wire.sendFrame(0x00, new byte[] {one});
            wire.sendFrame(0x80, new byte[0]);
            assertThat(string(wire.text())).isEqualTo("aé€😀z");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {900 << 10, 100 << 10, 1000})
    void bigMessagesInFramesOfAnySize(int frame) {
        byte[] text = ('"' + "aé€😀z ".repeat((900 << 10) / 13) + '"').getBytes(UTF_8);
        byte[] bytes = new byte[900 << 10];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 31);
        try (WebSocketWire wire = open("/echo/text")) {
            sendInFrames(wire, 0x01, text, frame);
            assertThat(string(wire.text()).equals(string(new String(text, UTF_8))))
                    .isTrue();
        }
        try (WebSocketWire wire = open("/echo/bytes")) {
            sendInFrames(wire, 0x02, bytes, frame);
            assertThat(Arrays.equals(wire.binary(), bytes)).isTrue();
        }
    }

    private static void sendInFrames(WebSocketWire wire, int opcode, byte[] message, int frame) {
        for (int from = 0; from < message.length; from += frame) {
            int to = Math.min(from + frame, message.length);
            int head = (from == 0 ? opcode : 0) | (to == message.length ? 0x80 : 0);
            wire.sendFrame(head, Arrays.copyOfRange(message, from, to));
        }
    }

    @Test
    void binaryMessages() {
        try (WebSocketWire wire = open("/echo/bytes")) {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) all[i] = (byte) i;
            assertThat(wire.sendBinary(all).binary()).isEqualTo(all);
        }
    }

    @Test
    void emptyMessages() {
        try (WebSocketWire wire = open("/echo/bytes")) {
            assertThat(wire.sendBinary(new byte[0]).binary()).isEmpty();
            wire.sendFrame(0x02, new byte[0]).sendFrame(0x00, new byte[0]).sendFrame(0x80, new byte[0]);
            assertThat(wire.binary()).isEmpty();
        }
        try (WebSocketWire wire = open("/echo/text")) {
            assertThat(wire.sendText("\"\"").text()).isEqualTo("\"\"");
        }
    }

    @Test
    void messagesKeepTheirOrder() throws Exception {
        try (WebSocketWire wire = open("/echo")) {
            Sending sending = Sending.notes(wire, 10_000, "x");
            for (int i = 1; i <= 10_000; i++) assertThat(wire.text()).isEqualTo(Sending.note(i, "x"));
            assertThat(wire.text()).isEqualTo(Sending.note(0, ""));
            sending.join();
        }
    }

    @Test
    void pingsAreAnsweredAlsoWithinAMessage() {
        try (WebSocketWire wire = open("/echo/text")) {
            wire.sendFrame(0x89, "are you there".getBytes(UTF_8));
            assertPong(wire, "are you there");
            wire.sendFrame(0x01, "\"a".getBytes(UTF_8))
                    .sendFrame(0x89, "still".getBytes(UTF_8))
                    .sendFrame(0x80, "b\"".getBytes(UTF_8));
            assertPong(wire, "still");
            assertThat(wire.text()).isEqualTo("\"ab\"");
        }
    }

    private static void assertPong(WebSocketWire wire, String payload) {
        Message pong = wire.next();
        assertThat(pong.opcode()).isEqualTo(10);
        assertThat(pong.text()).isEqualTo(payload);
    }

    // ---- many at once

    @Test
    void aStreamMayBeSentToByManyThreads() {
        try (WebSocketWire wire = open("/kinds/senders?count=8")) {
            int[] next = new int[8];
            for (int i = 0; i < 8 * 500; i++) {
                int number = Integer.parseInt(wire.text());
                assertThat(number % 1000).isEqualTo(next[number / 1000]++);
            }
            assertThat(wire.closing()).isEqualTo(DONE);
            assertThat(next).containsOnly(500);
        }
    }

    @Test
    void manyStreamsAreServedAtOnce() {
        List<WebSocketWire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) wires.add(open("/echo"));
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 50; i++) wires.get(i).sendText(Sending.note(i, "round " + round));
                for (int i = 0; i < 50; i++)
                    assertThat(wires.get(i).text()).isEqualTo(Sending.note(i, "round " + round));
            }
        } finally {
            wires.forEach(WebSocketWire::close);
        }
    }
}
