package org.rivulet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamScoped;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Beans of a stream live as long as it, however it ends. */
class LifetimesTest {

    @RegisterExtension
    final RivuletServer server = RivuletServer.with(
            Events.class,
            Tracked.Counter.class,
            OfStream.class,
            OfRequest.class,
            OfCall.class,
            Injected.class,
            PerStream.class,
            PerCall.class);

    @StreamScoped
    static class OfStream extends Tracked {}

    @RequestScoped
    static class OfRequest extends Tracked {}

    @Dependent
    static class OfCall extends Tracked {}

    @StreamService
    static class Injected {

        @Inject
        OfStream ofStream;

        @Inject
        OfRequest ofRequest;

        @StreamEndpoint(path = "/injected", expose = true)
        void injected(StreamInOut<String, String> stream) {
            stream.send(ofStream.name() + " " + ofRequest.name());
            for (String message : stream) stream.send(message);
        }

        @StreamEndpoint(path = "/failing", expose = true)
        void failing(StreamInOut<String, String> stream) {
            stream.send(ofStream.name() + " " + ofRequest.name());
            throw new IllegalStateException("on purpose");
        }

        @StreamEndpoint(path = "/sequence", expose = true)
        Stream<String> sequence() {
            return Stream.of(1, 2).map(i -> ofStream.name() + " " + ofRequest.name());
        }
    }

    @StreamService
    @StreamScoped
    static class PerStream extends Tracked {

        @Inject
        OfCall ofCall;

        @StreamEndpoint(path = "/stream", expose = true)
        void stream(StreamInOut<String, String> stream) {
            for (String ignored : stream) stream.send(name() + " call " + called());
        }
    }

    @StreamService
    @Dependent
    static class PerCall extends Tracked {

        @StreamEndpoint(path = "/dependent", expose = true)
        void dependent(StreamInOut<String, String> stream) {
            for (String ignored : stream) stream.send(name() + " call " + called());
        }
    }

    @Test
    void aDependentServiceIsDestroyedWithItsStream() {
        try (WebSocketWire wire = open("/dependent")) {
            wire.sendText("\"\"").text();
            events().expectNothing();
            wire.sendClose(1000, "").closing();
            events().expect("destroyed PerCall1");
        }
    }

    @Test
    void aDependentServiceIsDestroyedWhenTheClientVanishes() {
        WebSocketWire wire = open("/dependent");
        wire.sendText("\"\"").text();
        events().expectNothing();
        wire.reset();
        events().expect("destroyed PerCall1");
    }

    @Test
    void aStreamScopedServiceIsDestroyedWithItsStreamAndWhatIsInjectedIntoIt() {
        try (WebSocketWire wire = open("/stream")) {
            assertThat(wire.sendText("\"\"").text()).isEqualTo("\"PerStream2 call 1\"");
            events().expectNothing();
            wire.sendClose(1000, "").closing();
            events().expect("destroyed PerStream2", "destroyed OfCall1");
        }
    }

    @Test
    void aStreamScopedServiceIsDestroyedWhenTheClientVanishes() {
        WebSocketWire wire = open("/stream");
        wire.sendText("\"\"").text();
        events().expectNothing();
        wire.reset();
        events().expect("destroyed PerStream2", "destroyed OfCall1");
    }

    @Test
    void streamAndRequestScopedBeansAreDestroyedWithTheStream() {
        try (WebSocketWire wire = open("/injected")) {
            wire.text();
            events().expectNothing();
            wire.sendClose(1000, "").closing();
            events().expect("destroyed OfStream1", "destroyed OfRequest2");
        }
    }

    @Test
    void streamAndRequestScopedBeansAreDestroyedWhenTheHandlerFails() {
        try (WebSocketWire wire = open("/failing")) {
            assertThat(wire.text()).isEqualTo("\"OfStream1 OfRequest2\"");
            assertThat(wire.closing().code()).isEqualTo(1011);
            events().expect("destroyed OfStream1", "destroyed OfRequest2");
        }
    }

    @Test
    void streamAndRequestScopedBeansLiveUntilAReturnedSequenceIsSent() {
        try (WebSocketWire wire = open("/sequence")) {
            assertThat(wire.text()).isEqualTo("\"OfStream1 OfRequest2\"");
            assertThat(wire.text()).isEqualTo("\"OfStream1 OfRequest2\"");
            events().expect("destroyed OfStream1", "destroyed OfRequest2");
        }
    }

    private Events events() {
        return server.select(Events.class);
    }

    private WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
