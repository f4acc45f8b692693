package org.rivulet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamScoped;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Which instances a stream sees, and how long they live. */
class ScopesTest {

    @RegisterExtension
    final RivuletServer server = RivuletServer.with(
            Events.class,
            Tracked.Counter.class,
            OfStream.class,
            OfRequest.class,
            Helper.class,
            OfApplication.class,
            PerStream.class,
            PerCall.class,
            Plain.class,
            Inheriting.class);

    @StreamScoped
    static class OfStream extends Tracked {}

    @RequestScoped
    static class OfRequest extends Tracked {}

    @ApplicationScoped
    static class Helper {

        @Inject
        OfStream ofStream;

        @Inject
        OfRequest ofRequest;

        String names() {
            return ofStream.name() + " " + ofRequest.name();
        }
    }

    @StreamService
    static class OfApplication extends Tracked {

        @Inject
        OfStream ofStream;

        @Inject
        OfRequest ofRequest;

        @Inject
        Helper helper;

        @Inject
        ServletContext context;

        @StreamEndpoint(path = "/application", expose = true)
        void application(StreamInOut<String, String> stream) {
            for (String ignored : stream) stream.send(name() + " call " + called());
        }

        @StreamEndpoint(path = "/injected", expose = true)
        void injected(StreamInOut<String, String> stream) {
            String here = ofStream.name() + " " + ofRequest.name();
            stream.send(here.equals(helper.names()) && here.equals(helper.names()) ? "same" : here);
            for (String ignored : stream) stream.send("calls " + ofStream.called() + " " + ofRequest.called());
        }

        @StreamEndpoint(path = "/elsewhere", expose = true)
        void elsewhere(StreamOut<String> stream) {
            stream.send(ofStream.name().isEmpty() ? "nothing" : "here");
            try {
                CompletableFuture.supplyAsync(ofStream::name, run -> new Thread(run).start())
                        .join();
                stream.send("there too");
            } catch (CompletionException e) {
                stream.send(e.getCause() instanceof ContextNotActiveException ? "not there" : e.toString());
            }
        }

        @StreamEndpoint(path = "/loader", expose = true)
        void loader(StreamOut<Boolean> stream) {
            stream.send(Thread.currentThread().getContextClassLoader() == context.getClassLoader());
        }
    }

    @StreamService
    @StreamScoped
    static class PerStream extends Tracked {

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

    @ApplicationScoped
    static class Plain {

        @Inject
        Tracked.Counter counter;

        @StreamEndpoint(expose = true)
        void open(StreamOut<Integer> stream) {
            stream.send(counter.next());
        }
    }

    abstract static class Base {

        @Inject
        Tracked.Counter counter;

        @StreamEndpoint(path = "/inherited", expose = true)
        void open(StreamOut<String> stream) {
            stream.send(greeting() + counter.next());
        }

        abstract String greeting();
    }

    @StreamService
    static class Inheriting extends Base {
        @Override
        String greeting() {
            return "inherited ";
        }
    }

    @Test
    void anApplicationScopedServiceIsOneForAllStreams() {
        try (WebSocketWire one = open("/application");
                WebSocketWire other = open("/application")) {
            assertThat(one.sendText("\"\"").text()).isEqualTo("\"OfApplication1 call 1\"");
            assertThat(other.sendText("\"\"").text()).isEqualTo("\"OfApplication1 call 2\"");
            assertThat(one.sendClose(1000, "").closing().code()).isEqualTo(1000);
        }
        events().expectNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dependent PerCall", "/stream PerStream"})
    void otherScopesHaveAnInstanceForEachStream(String pathAndName) {
        String path = pathAndName.split(" ")[0];
        String name = pathAndName.split(" ")[1];
        try (WebSocketWire one = open(path)) {
            String first = one.sendText("\"\"").text();
            assertThat(first).matches("\"" + name + "\\d+ call 1\"");
            assertThat(one.sendText("\"\"").text()).isEqualTo(first.replace("call 1", "call 2"));
            try (WebSocketWire other = open(path)) {
                assertThat(other.sendText("\"\"").text())
                        .matches("\"" + name + "\\d+ call 1\"")
                        .isNotEqualTo(first);
            }
        }
    }

    @Test
    void streamAndRequestScopedBeansAreOneForTheWholeStream() {
        try (WebSocketWire wire = open("/injected")) {
            assertThat(wire.text()).isEqualTo("\"same\"");
            assertThat(wire.sendText("\"\"").text()).isEqualTo("\"calls 1 1\"");
            assertThat(wire.sendText("\"\"").text()).isEqualTo("\"calls 2 2\"");
            try (WebSocketWire other = open("/injected")) {
                assertThat(other.text()).isEqualTo("\"same\"");
                assertThat(other.sendText("\"\"").text()).isEqualTo("\"calls 1 1\"");
            }
        }
    }

    @Test
    void streamScopeIsActiveOnTheHandlersThreadOnly() {
        try (WebSocketWire wire = open("/elsewhere")) {
            assertThat(wire.text()).isEqualTo("\"here\"");
            assertThat(wire.text()).isEqualTo("\"not there\"");
        }
    }

    @Test
    void theHandlersContextClassLoaderIsTheApplications() {
        assertThat(textOf("/loader")).isEqualTo("true");
    }

    @Test
    void aBeanThatIsNoStreamServiceIsTheServiceOfItsName() {
        assertThat(textOf("/plain.open")).isEqualTo("1");
    }

    @Test
    void anEndpointMayBeInherited() {
        assertThat(textOf("/inherited")).isEqualTo("\"inherited 1\"");
    }

    private Events events() {
        return server.select(Events.class);
    }

    private String textOf(String path) {
        try (WebSocketWire wire = open(path)) {
            return wire.text();
        }
    }

    private WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
