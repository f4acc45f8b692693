package org.rivulet.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Whom an endpoint lets in, by the roles that the container knows. */
class RolesTest {

    @RegisterExtension
    static final RivuletServer server =
            RivuletServer.with(Plain.class, ForMembers.class, Closed.class, Inherits.class, ClosesInherited.class);

    record Page(int page) {}

    @StreamService
    static class Plain {

        @StreamEndpoint(path = "/open", expose = true)
        void open(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/admins", expose = true)
        @RolesAllowed({"admin", "root"})
        void admins(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/known", expose = true)
        @RolesAllowed("**")
        void known(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/denied", expose = true)
        @DenyAll
        void denied(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/guarded", expose = true, auth = true)
        @PermitAll
        void guarded(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/paged", expose = true)
        @RolesAllowed("admin")
        void paged(Page page, StreamOut<String> stream) {}

        @StreamEndpoint(path = "/private")
        @RolesAllowed("admin")
        void hidden(StreamOut<String> stream) {}
    }

    @StreamService
    @RolesAllowed("member")
    static class ForMembers {

        @StreamEndpoint(path = "/class/members", expose = true)
        void members(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/class/admins", expose = true)
        @RolesAllowed("admin")
        void admins(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/class/open", expose = true)
        @PermitAll
        void open(StreamOut<String> stream) {}

        @StreamEndpoint(path = "/class/denied", expose = true)
        @DenyAll
        void denied(StreamOut<String> stream) {}
    }

    @StreamService
    @DenyAll
    static class Closed {

        @StreamEndpoint(path = "/closed", expose = true)
        void closed(StreamOut<String> stream) {}
    }

    @RolesAllowed("member")
    static class Base {

        @StreamEndpoint(path = "/inherited", expose = true)
        void inherited(StreamOut<String> stream) {}
    }

    @StreamService
    @PermitAll
    static class Inherits extends Base {}

    static class OpenBase {

        @StreamEndpoint(path = "/inherited/closed", expose = true)
        void inherited(StreamOut<String> stream) {}
    }

    @StreamService
    @DenyAll
    static class ClosesInherited extends OpenBase {}

    @ParameterizedTest
    @CsvSource({
        "/open, 101, 101, 101, 101",
        "/admins, 401, 403, 403, 101",
        "/known, 401, 101, 101, 101",
        "/denied, 403, 403, 403, 403",
        "/guarded, 401, 101, 101, 101",
        "/paged?page=1, 401, 403, 403, 101",
        "/private, 404, 404, 404, 404",
        "/class/members, 401, 403, 101, 403",
        "/class/admins, 401, 403, 403, 101",
        "/class/open, 101, 101, 101, 101",
        "/class/denied, 403, 403, 403, 403",
        "/closed, 403, 403, 403, 403",
        "/inherited, 401, 403, 101, 403",
        "/inherited/closed, 403, 403, 403, 403"
    })
    void anEndpointLetsItsCallersIn(String path, int nobody, int somebody, int member, int admin) {
        Map<String, Integer> expected = Map.of(
                "X-None: 0",
                nobody,
                "X-Caller: eve",
                somebody,
                "X-Caller: bob member",
                member,
                "X-Caller: ada x admin",
                admin);
        expected.forEach((caller, status) ->
                assertThat(handshake(path, caller).status()).as(caller).isEqualTo(status));
    }

    @Test
    void rolesAreCheckedBeforeTheHandshake() {
        assertThat(handshake("/paged?page=one", "X-None: 0").status()).isEqualTo(401);
        assertThat(handshake("/paged?page=one", "X-Caller: eve").status()).isEqualTo(403);
        assertThat(handshake("/paged?page=one", "X-Caller: ada admin").status()).isEqualTo(400);
    }

    @Test
    void theAnswersAreJson() {
        assertThat(handshake("/admins", "X-None: 0").body())
                .isEqualTo("{\"code\":\"unauthenticated\",\"message\":\"the request does not have valid"
                        + " authentication credentials for the operation\",\"details\":null}");
        assertThat(handshake("/admins", "X-Caller: eve").body())
                .isEqualTo("{\"code\":\"permission_denied\",\"message\":\"permission denied\",\"details\":null}");
    }

    private static Reply handshake(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(path), headers)) {
            return wire.reply();
        }
    }
}
