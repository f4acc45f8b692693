package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.User;

/** Streams of callers who are known by the container, and log out. */
@ServerTest
@Needs(Feature.SECURITY)
class LogoutIT extends SuiteClient {

    private static final String ADA = User.ADA.authorization();

    @ParameterizedTest
    @ValueSource(strings = {"logout", "invalidate"})
    void aStreamEndsWithTheLoginOfItsCaller(String how) {
        String session = cookie(get("begin", ADA));
        String other = cookie(get("begin", ADA));
        try (WebSocketWire stream = open("/members/caller", ADA, session);
                WebSocketWire stranger = open("/members/caller", ADA, other);
                WebSocketWire without = open("/members/caller", ADA)) {
            assertServed(stream);
            get(how, ADA, session);
            assertThat(stream.closing().code()).isEqualTo(1008);
            assertServed(stranger);
            assertServed(without);
        }
    }

    @Test
    void theSessionMayHaveGotAnotherId() {
        String session = cookie(get("begin", ADA));
        try (WebSocketWire stream = open("/members/caller", ADA, session)) {
            assertServed(stream);
            String renamed = cookie(get("rename", ADA, session));
            assertThat(renamed).isNotEqualTo(session);
            assertServed(stream);
            get("invalidate", ADA, renamed);
            assertThat(stream.closing().code()).isEqualTo(1008);
        }
    }

    private static String cookie(Reply reply) {
        return "Cookie: " + reply.header("Set-Cookie").split(";")[0];
    }

    private Reply get(String what, String... headers) {
        Reply reply = request("GET", "/members/session/" + what, headers);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private static void assertServed(WebSocketWire wire) {
        assertThat(wire.sendText("\"stream\"").text()).isEqualTo("\"ada\"");
    }
}
