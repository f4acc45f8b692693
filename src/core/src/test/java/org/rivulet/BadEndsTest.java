package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Code of the application that fails where nobody expects it: the client is told, and the next stream does not notice. */
class BadEndsTest {

    @RegisterExtension
    static final RivuletServer server =
            RivuletServer.with(Ending.class, Request.class, First.class, Second.class, Derived.class);

    record Odd(String text) {
        Odd {
            if (text.equals("details")) {
                throw new StreamException(ErrorCode.ABORTED, "odd", Map.of("day", LocalDate.EPOCH));
            }
            if (text.equals("error")) throw new StackOverflowError();
        }
    }

    @RequestScoped
    static class Request {
        private final String id = UUID.randomUUID().toString();

        String id() {
            return id;
        }
    }

    @StreamScoped
    static class First {
        @Inject
        Second second;

        void touch() {}

        @PreDestroy
        void destroyed() {
            second.touch();
            throw new IllegalStateException("in @PreDestroy");
        }
    }

    @StreamScoped
    static class Second {
        void touch() {}
    }

    static class Mute extends StreamException {
        private static final long serialVersionUID = 1;

        Mute() {
            super(ErrorCode.INTERNAL);
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message either");
        }
    }

    public static class Failing implements Decoder.Text<String> {
        @Override
        public void init(EndpointConfig config) {
            throw new IllegalStateException("in init");
        }

        @Override
        public String decode(String text) {
            return text;
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    @StreamService
    static class Ending {

        @Inject
        Request request;

        @Inject
        First first;

        @StreamEndpoint(path = "/scoped", expose = true)
        void scoped(StreamOut<String> stream) {
            first.touch();
            stream.send(request.id());
        }

        @StreamEndpoint(path = "/mute", expose = true)
        void mute(StreamOut<String> stream) {
            throw new Mute();
        }

        @StreamEndpoint(path = "/ring", expose = true)
        void ring(StreamOut<String> stream) {
            RuntimeException one = new RuntimeException("one");
            one.initCause(new RuntimeException("two", one));
            throw one;
        }

        @StreamEndpoint(path = "/init", expose = true, decoders = Failing.class)
        void init(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/odd", expose = true)
        void odd(Odd odd, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/closes", expose = true)
        void closes(StreamOut<String> stream) throws InterruptedException {
            stream.close();
            new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS); // throws if the close interrupts
            worked.add("on");
        }
    }

    private static final BlockingQueue<String> worked = new LinkedBlockingQueue<>();

    static class Base {
        @StreamEndpoint(path = "/inherited", expose = true)
        public void inherited(StreamOut<String> stream) {
            stream.send("inherited");
        }
    }

    @StreamService
    public static class Derived extends Base {}

    @Test
    void aBeanThatFailsWhenItIsDestroyedLeavesNoRequestContextBehind() {
        String before = textOf("/scoped");
        for (int i = 0; i < 10; i++) {
            String now = textOf("/scoped");
            assertThat(now).isNotEqualTo(before);
            before = now;
        }
    }

    @Test
    void anExceptionWithoutEvenAMessageEndsTheStream() {
        assertThat(closeOf("/mute")).isEqualTo(1011);
    }

    @Test
    void causesInARingEndTheStream() {
        assertThat(closeOf("/ring")).isEqualTo(1011);
    }

    @Test
    void aDecoderThatFailsToInitialiseEndsTheStream() {
        assertThat(closeOf("/init")).isEqualTo(1011);
    }

    @Test
    void detailsThatAreNoJsonAreLeftOut() {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/odd?text=details"))) {
            assertThat(wire.reply().status()).isEqualTo(409);
            assertThat(wire.reply().body()).isEqualTo("{\"code\":\"aborted\",\"message\":\"odd\",\"details\":null}");
        }
    }

    @Test
    void anErrorOfAHandshakeIsJsonToo() {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/odd?text=error"))) {
            assertThat(wire.reply().status()).isEqualTo(500);
            assertThat(wire.reply().json().getString("code")).isEqualTo("internal");
        }
    }

    @Test
    void aHandlerIsNotInterruptedByItsOwnClose() throws InterruptedException {
        assertThat(closeOf("/closes")).isEqualTo(1000);
        assertThat(worked.poll(10, TimeUnit.SECONDS)).isEqualTo("on");
    }

    @Test
    void aPublicMethodOfAPackagePrivateClassIsInherited() {
        assertThat(textOf("/inherited")).isEqualTo("\"inherited\"");
    }

    private static String textOf(String path) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path))) {
            String text = wire.text();
            assertThat(wire.closing().code()).isEqualTo(1000);
            return text;
        }
    }

    private static int closeOf(String path) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path))) {
            return wire.closing().code();
        }
    }
}
