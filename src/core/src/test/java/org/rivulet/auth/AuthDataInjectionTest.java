package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.AuthData;
import org.rivulet.AuthHandler;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamScoped;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Auth data in the beans that a stream uses. */
class AuthDataInjectionTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(
            Endpoints.class, OfStream.class, OfRequest.class, PerPlace.class, OfApplication.class, Outside.class);

    interface Named {
        String name();
    }

    record User(String name) implements Named {}

    record Token(@FromQuery Optional<String> user) {}

    @StreamScoped
    static class OfStream {
        @Inject
        @AuthData
        User user;

        String name() {
            return user.name();
        }
    }

    @RequestScoped
    static class OfRequest {
        @Inject
        @AuthData
        Named user;

        String name() {
            return user.name();
        }
    }

    @Dependent
    static class PerPlace {
        @Inject
        @AuthData
        Optional<User> user;
    }

    @ApplicationScoped
    static class OfApplication {

        @Inject
        @AuthData
        Instance<User> instance;

        @Inject
        @AuthData
        Provider<Optional<User>> provider;

        @Inject
        Instance<PerPlace> places;

        @Inject
        OfStream ofStream;

        @Inject
        OfRequest ofRequest;

        String ask(String what) {
            return switch (what) {
                case "instance" -> instance.get().name();
                case "provider" -> provider.get().map(User::name).orElse("nobody");
                case "dependent" -> places.get().user.map(User::name).orElse("nobody");
                case "stream" -> ofStream.name();
                case "request" -> ofRequest.name();
                default -> throw new IllegalArgumentException(what);
            };
        }
    }

    @ApplicationScoped
    static class Outside {

        @Inject
        @AuthData
        Instance<User> user;

        String ask() {
            try {
                return user.get().name();
            } catch (ContextNotActiveException e) {
                return "no stream";
            }
        }
    }

    @StreamService
    static class Endpoints {

        @Inject
        OfApplication beans;

        @AuthHandler
        User authenticate(Token token) {
            return token.user().map(User::new).orElse(null);
        }

        @StreamEndpoint(path = "/ask", expose = true)
        void ask(StreamInOut<String, String> stream) {
            for (String what : stream) stream.send(beans.ask(what));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "provider", "dependent", "stream", "request"})
    void eachStreamSeesItsOwn(String what) {
        List<WebSocketWire> wires = IntStream.range(0, 4)
                .mapToObj(i -> WebSocketWire.open(server.uri("/ask?user=user" + i)))
                .toList();
        try {
            for (int round = 0; round < 2; round++) {
                for (WebSocketWire wire : wires) wire.sendText('"' + what + '"');
                for (int i = 0; i < 4; i++) assertThat(wires.get(i).text()).isEqualTo("\"user" + i + '"');
            }
        } finally {
            wires.forEach(WebSocketWire::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "dependent"})
    void anOptionalIsEmptyIfNobodyIsAuthenticated(String what) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/ask"))) {
            assertThat(wire.sendText('"' + what + '"').text()).isEqualTo("\"nobody\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"instance", "stream", "request"})
    void whatIsNoOptionalEndsAStreamOfNobody(String what) {
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/ask"))) {
            assertThat(wire.sendText('"' + what + '"').closing().code()).isEqualTo(4401);
        }
    }

    @Test
    void outsideAStreamThereIsNone() {
        assertThat(server.select(Outside.class).ask()).isEqualTo("no stream");
    }
}
