package org.rivulet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Whatever fails, and however: its client and the log are told, and the other streams and the next ones do not notice. */
class FaultsTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Faulty.BEANS);

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Stream<Arguments> faults() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Fault.kinds().stream().map(kind -> {
                    Throwable thrown = kind.get();
                    return Arguments.of(place, thrown.getClass().getSimpleName(), thrown);
                }));
    }

    @AfterEach
    void disarm() {
        Fault.disarm();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void isToldAndHarmsNobodyElse(Place place, String kind, Throwable thrown) throws Exception {
        try (Log log = new Log();
                WebSocketWire witness = WebSocketWire.open(server.uri("/witness"))) {
            assertThat(witness.sendText("\"before\"").text()).isEqualTo("\"before\"");
            Fault.arm(place, thrown);
            String id = fails(place, thrown);
            if (place.isLogged(thrown)) log.awaitLineAbout(id);
            Fault.disarm();
            assertThat(witness.sendText("\"after\"").text()).isEqualTo("\"after\"");
            Leftovers.awaitHandlers(1);
        }
        try (WebSocketWire next = WebSocketWire.open(server.uri(place.path))) {
            assertThat(send(place, next).skipToClose().code()).isEqualTo(1000);
        }
    }

    /** Lets it fail, and looks at what the client is told; returns the id by which the log should have it. */
    private static String fails(Place place, Throwable thrown) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(place.path))) {
            int expected = place.tells(thrown);
            if (expected < 1000) {
                assertThat(wire.reply().status()).isEqualTo(expected);
                assertThat(wire.reply().body()).doesNotContain("secret");
                return expected == 500 ? idIn(wire.reply().body()) : "";
            }
            WebSocketWire.Close close = send(place, wire).skipToClose();
            assertThat(close.code()).as(close.reason()).isEqualTo(expected);
            assertThat(close.reason()).doesNotContain("secret");
            return expected == 1011 ? idIn(close.reason()) : Faulty.lastId;
        }
    }

    /** The message that a stream takes, if it takes one; one that failed early is closed already. */
    private static WebSocketWire send(Place place, WebSocketWire wire) {
        try {
            return switch (place.path) {
                case "/iterable", "/stream", "/publisher" -> wire;
                case "/json" -> wire.sendText("{\"text\":\"x\",\"adapted\":\"y\"}");
                default -> wire.sendText("\"x\"");
            };
        } catch (UncheckedIOException closed) {
            return wire;
        }
    }

    private static String idIn(String text) {
        Matcher id = UUID.matcher(text);
        assertThat(id.find()).as(text).isTrue();
        return id.group();
    }
}
