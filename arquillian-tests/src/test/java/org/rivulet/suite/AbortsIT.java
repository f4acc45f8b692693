package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;

/** Clients that go without a word. */
@ServerTest
class AbortsIT {

    private static final int PING = 9;
    private static final int PONG = 10;

    /** A pool may grow, but not by a thread for each abort. */
    private static final int SERVERS_OWN_THREADS = 50;

    @ArquillianResource
    private RunningServer server;

    private WebSocketWire witness;

    @Deployment(testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @BeforeEach
    void watch() {
        witness = WebSocketWire.open(server.uri("/echo/witness"));
        assertTheWitnessIsServed(); // so its handler is at work from now on
    }

    private void assertTheWitnessIsServed() {
        assertThat(witness.sendText("\"still here\"").text()).isEqualTo("\"still here\"");
    }

    @AfterEach
    void otherStreamsAreUnharmed() {
        assertTheWitnessIsServed();
        witness.sendClose(1000, "");
        assertThat(witness.closing().code()).isEqualTo(1000);
        witness.close();
    }

    /** What the handler does when its client goes. */
    enum Handler {
        READS,
        WAITS,
        SENDS,
        FLOODS,
        SLOW,
        SEQUENCE;

        String path() {
            return "/lives/" + name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the client goes. */
    enum Abort {
        AT_ONCE_BY_FIN(wire -> {}, WebSocketWire::close),
        AT_ONCE_BY_RST(wire -> {}, WebSocketWire::reset),
        BY_FIN(WebSocketWire::text, WebSocketWire::close),
        BY_RST(WebSocketWire::text, WebSocketWire::reset),
        IN_A_HEADER(sending(new byte[] {(byte) 0x81}), WebSocketWire::close),
        IN_A_FRAME(sending(Arrays.copyOf(WebSocketWire.frame(0x81, new byte[500]), 100)), WebSocketWire::close),
        IN_A_MESSAGE(sending(WebSocketWire.frame(0x01, new byte[500])), WebSocketWire::reset),
        WITH_MANY_MESSAGES(sending(fifty()), WebSocketWire::close);

        private final Consumer<WebSocketWire> before;
        private final Consumer<WebSocketWire> end;

        Abort(Consumer<WebSocketWire> before, Consumer<WebSocketWire> end) {
            this.before = before;
            this.end = end;
        }

        private static Consumer<WebSocketWire> sending(byte[] bytes) {
            return wire -> {
                wire.text();
                wire.sendRaw(bytes);
            };
        }

        private static byte[] fifty() {
            byte[] one = WebSocketWire.frame(0x81, "\"message\"".getBytes(StandardCharsets.UTF_8));
            ByteBuffer all = ByteBuffer.allocate(50 * one.length);
            while (all.hasRemaining()) all.put(one);
            return all.array();
        }

        /** So that the server may notice before it calls the handler. */
        boolean isAtOnce() {
            return this == AT_ONCE_BY_FIN || this == AT_ONCE_BY_RST;
        }

        void of(WebSocketWire wire) {
            before.accept(wire);
            end.accept(wire);
        }
    }

    @Test
    void everyHandlerEndsSoonHoweverItsClientGoes() {
        for (Abort abort : Abort.values()) abortAll(abort, 3, abort.name());
        for (Abort abort : Abort.values()) {
            awaitEnd(abort.name());
            assertAllBegan(abort);
        }
    }

    private void assertAllBegan(Abort abort) {
        for (Handler handler : Handler.values()) {
            int began = jvm().events(abort + "." + handler).began();
            if (abort.isAtOnce())
                assertThat(began)
                        .as("%s of the handler that %s", abort, handler)
                        .isLessThanOrEqualTo(3);
            else
                assertThat(began)
                        .as("%s of the handler that %s", abort, handler)
                        .isEqualTo(3);
        }
    }

    @Test
    void aHundredAbortsOfEachKindLeaveNothing() {
        Jvm.Remains before = jvm().remains();
        for (Abort abort : Abort.values()) abortAll(abort, 17, "hundred");
        awaitEnd("hundred");
        jvm().awaitRemains("streams to be forgotten", now -> now.streams() <= before.streams() + Jvm.LAST_STREAMS);
        int witness = before.suspects().size(); // at work, too
        jvm().awaitRemains("threads to end", now -> now.suspects().size() <= witness);
        assertThat(jvm().remains().threads()).isLessThan(before.threads() + SERVERS_OWN_THREADS);
    }

    @Test
    void aClientThatIsThereButSilentIsGivenUp() {
        try (WebSocketWire silent = WebSocketWire.open(server.uri("/lives/beats?test=silent"))) {
            assertThat(silent.text()).isEqualTo("\"ready\"");
            assertThat(silent.next().opcode()).isEqualTo(PING);
            jvm().awaitEnd("silent");
            assertThat(jvm().events("silent").began()).isEqualTo(1);
        }
    }

    @Test
    void aClientThatOnlyAnswersPingsIsKept() {
        try (WebSocketWire quiet = WebSocketWire.open(server.uri("/lives/brief/echoes?test=quiet"))) {
            assertThat(quiet.text()).isEqualTo("\"ready\"");
            for (int i = 0; i < 2; i++) {
                WebSocketWire.Message ping = quiet.next();
                assertThat(ping.opcode()).isEqualTo(PING);
                quiet.sendFrame(0x80 | PONG, ping.payload());
            }
            quiet.sendText("\"still here\"");
            assertThat(quiet.text()).isEqualTo("\"still here\"");
        }
        jvm().awaitEnd("quiet");
    }

    private void abortAll(Abort abort, int times, String test) {
        for (Handler handler : Handler.values()) {
            for (int i = 0; i < times; i++) {
                abort.of(WebSocketWire.open(server.uri(handler.path() + "?test=" + test + "." + handler)));
            }
        }
    }

    /** Some handlers may begin only now, so it is looked at twice. */
    private void awaitEnd(String test) {
        for (int look = 0; look < 2; look++) {
            for (Handler handler : Handler.values()) awaitEnd(test, handler.name());
        }
    }

    private void awaitEnd(String test, String handler) {
        String name = test + "." + handler;
        jvm().awaitEnd(name);
    }

    private Jvm jvm() {
        return new Jvm(server);
    }
}
