package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.UncheckedIOException;
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
        String session = begin();
        String other = begin();
        try (WebSocketWire stream = open("/members/caller", ADA, session);
                WebSocketWire stranger = open("/members/caller", ADA, other);
                WebSocketWire without = open("/members/caller", ADA)) {
            assertServed(stream);
            get(how, ADA, cookie(stream.reply(), session));
            assertLoggedOut(stream);
            assertServed(stranger);
            assertServed(without);
        }
    }

    @Test
    void theSessionMayHaveGotAnotherId() {
        String session = begin();
        try (WebSocketWire stream = open("/members/caller", ADA, session)) {
            assertServed(stream);
            String current = cookie(stream.reply(), session);
            String renamed = cookie(get("rename", ADA, current), current);
            assertThat(renamed).isNotEqualTo(current);
            assertServed(stream);
            get("invalidate", ADA, renamed);
            assertLoggedOut(stream);
        }
    }

    private String begin() {
        String session = cookie(get("begin", ADA), "");
        assertThat(session).isNotEmpty();
        return session;
    }

    /** The session's cookie: some servers give it another id when somebody logs in by it, and each request with credentials is such. */
    private static String cookie(Reply reply, String before) {
        String set = reply.header("Set-Cookie");
        return set == null || !set.startsWith("JSESSIONID=") ? before : "Cookie: " + set.split(";")[0];
    }

    private Reply get(String what, String... headers) {
        Reply reply = request("GET", "/members/session/" + what, headers);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private void assertLoggedOut(WebSocketWire stream) {
        try {
            assertThat(stream.closing().code()).isEqualTo(1008);
        } catch (UncheckedIOException cut) {
            assertThat(server.name())
                    .as("it may cut the connection of a session before anybody is told")
                    .isEqualTo("open-liberty");
            assertThat(cut).hasCauseInstanceOf(EOFException.class);
        }
    }

    private static void assertServed(WebSocketWire wire) {
        assertThat(wire.sendText("\"stream\"").text()).isEqualTo("\"ada\"");
    }
}
