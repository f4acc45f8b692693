package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.AuthData;
import org.rivulet.AuthHandler;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Callers of the container beside those of an auth handler. */
class CallerTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Both.class);

    record User(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    record Token(@FromQuery Optional<String> user) {}

    @StreamService
    static class Both {

        @AuthHandler
        Optional<User> authenticate(Token token) {
            return token.user().filter(name -> !name.equals("nobody")).map(User::new);
        }

        @StreamEndpoint(path = "/open", expose = true)
        void open(@AuthData Optional<Principal> data, StreamOut<String> stream) {
            Principal caller = stream.caller();
            stream.send(data.map(Principal::getName).orElse("no data") + ", "
                    + (caller == null ? "no caller" : caller.getName()));
        }

        @StreamEndpoint(path = "/guarded", expose = true, auth = true)
        void guarded(StreamOut<String> stream) {
            stream.send(stream.caller().getName());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/open | | no data, no caller",
                "/open?user=nobody | | no data, no caller",
                "/open?user=ada | | ada, ada",
                "/open | bob | no data, bob",
                "/open?user=ada | bob | ada, bob",
                "/guarded?user=ada | | ada",
                "/guarded?user=ada | bob | bob"
            })
    void theCallerIsTheContainersElseTheAuthData(String path, String container, String expected) {
        String header = container == null ? "X-None: 0" : "X-Caller: " + container;
        try (WebSocketWire wire = WebSocketWire.open(server.uri(path), header)) {
            assertThat(wire.text()).isEqualTo('"' + expected + '"');
        }
    }

    @Test
    void theContainersCallerIsNotEnoughWhereThereIsAnAuthHandler() {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/guarded"), "X-Caller: bob")) {
            assertThat(wire.reply().status()).isEqualTo(401);
        }
    }
}
