package org.rivulet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.ErrorCode;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromPath;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;

/** What a handshake can be: a record, or a class with a no-argument constructor. */
class HandshakeShapesTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Echoes.class);

    record Range(int from, int to) {
        Range {
            if (from > to) throw new IllegalArgumentException("from is after to");
            if (to == 404) throw new StreamException(ErrorCode.NOT_FOUND, "there is no 404");
            if (to == 500) throw new IllegalStateException("secret");
        }
    }

    record Renamed(
            @FromPath("id") String a,
            @FromQuery("page") int b,
            @FromHeader("X-Client") String c,
            @FromCookie("session") String d,
            @FromHeader String host,
            @FromQuery String id) {}

    private record Nothing() {}

    static class Paged {
        private int limit = 10;
        private boolean all;

        @FromHeader("X-Client")
        private String client = "nobody";

        int limit() {
            return limit;
        }
    }

    static class Search extends Paged {
        static String shared = "not a field of the handshake";
        transient String computed = "neither";

        private String term;
        private Optional<String> sort;
        private List<String> tags;

        private Search() {}

        @Override
        public String toString() {
            return limit() + " " + super.all + " " + super.client + " " + term + " " + sort + " " + tags + " "
                    + computed;
        }
    }

    static class Outer {
        private String id;

        String outerId() {
            return id;
        }
    }

    static class Hiding extends Outer {
        private int id;

        @Override
        public String toString() {
            return outerId() + " " + id;
        }
    }

    @StreamService
    static class Echoes {

        @StreamEndpoint(path = "/hiding", expose = true)
        void hiding(Hiding handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/range", expose = true)
        void range(Range handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/renamed/{id}", expose = true)
        void renamed(Renamed handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/nothing", expose = true)
        void nothing(Nothing handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/search", expose = true)
        void search(Search handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }
    }

    @Test
    void aCompactConstructorThatPassesIsFine() {
        assertThat(Echo.of(server, "/range?from=1&to=2")).isEqualTo("Range[from=1, to=2]");
    }

    @Test
    void aCompactConstructorRefusesWithItsMessage() {
        Reply reply = Echo.refusal(server, "/range?from=2&to=1");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("code")).isEqualTo("invalid_argument");
        assertThat(reply.json().getString("message")).isEqualTo("from is after to");
        assertThat(reply.json().get("details")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void aConstructorMayChooseTheCode() {
        Reply reply = Echo.refusal(server, "/range?from=1&to=404");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().getString("message")).isEqualTo("there is no 404");
    }

    @Test
    void aConstructorThatFailsOtherwiseIsAnInternalErrorWithoutItsText() {
        Reply reply = Echo.refusal(server, "/range?from=1&to=500");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().getString("code")).isEqualTo("internal");
        assertThat(reply.body()).doesNotContain("secret");
    }

    @Test
    void anAnnotationGivesTheNameOnTheWire() {
        assertThat(Echo.of(server, "/renamed/7?page=2&id=q", "X-Client: me", "Cookie: session=s"))
                .isEqualTo("Renamed[a=7, b=2, c=me, d=s, host=" + server.uri().getAuthority() + ", id=q]");
    }

    @Test
    void aRecordMayBeEmptyAndPrivate() {
        assertThat(Echo.of(server, "/nothing?unknown=ignored")).isEqualTo("Nothing[]");
    }

    @Test
    void aClassKeepsItsDefaults() {
        assertThat(Echo.of(server, "/search?all=true&term=x")).isEqualTo("10 true nobody x Optional.empty [] neither");
    }

    @Test
    void aClassTakesInheritedPrivateFields() {
        assertThat(Echo.of(server, "/search?limit=5&all=false&term=x&sort=up&tags=a&tags=b", "X-Client: me"))
                .isEqualTo("5 false me x Optional[up] [a, b] neither");
    }

    @Test
    void aFieldThatHidesAnotherIsTheOneThatIsSet() {
        assertThat(Echo.of(server, "/hiding?id=07")).isEqualTo("null 7");
    }

    @Test
    void staticAndTransientFieldsAreNotTheHandshakes() {
        assertThat(Echo.of(server, "/search?all=true&term=x&computed=forged&shared=forged"))
                .endsWith("neither");
        assertThat(Search.shared).isEqualTo("not a field of the handshake");
    }

    @Test
    void aPrimitiveFieldWithoutADefaultIsRequired() {
        Reply reply = Echo.refusal(server, "/search?term=x");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message")).isEqualTo("unable to decode query string: missing field all");
    }

    @Test
    void aFieldWithoutADefaultIsRequired() {
        Reply reply = Echo.refusal(server, "/search?all=true");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("message")).isEqualTo("unable to decode query string: missing field term");
    }
}
