package org.rivulet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;

/** From the bytes of a request to the strings of a handshake. */
class HandshakeDecodingTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Echoes.class);

    record Segment(String name) {}

    record File(String volume, String path) {}

    record Search(Optional<String> q, List<String> tag) {}

    record Client(
            @FromHeader("X-Client") Optional<String> one,
            @FromHeader("x-client") List<String> all) {}

    record Themed(@FromCookie("theme") Optional<String> theme) {}

    @StreamService
    static class Echoes {

        @StreamEndpoint(path = "/segments/{name}", expose = true)
        void segment(Segment handshake, StreamOut<String> stream) {
            stream.send(handshake.name());
        }

        @StreamEndpoint(path = "/files/{volume}/{*path}", expose = true)
        void file(File handshake, StreamOut<String> stream) {
            stream.send(handshake.volume() + " " + handshake.path());
        }

        @StreamEndpoint(path = "/search", expose = true)
        void search(Search handshake, StreamOut<String> stream) {
            stream.send(handshake.q().orElse("nothing") + " " + handshake.tag());
        }

        @StreamEndpoint(path = "/client", expose = true)
        void client(Client handshake, StreamOut<String> stream) {
            stream.send(handshake.one().orElse("nobody") + " " + handshake.all());
        }

        @StreamEndpoint(path = "/themed", expose = true)
        void themed(Themed handshake, StreamOut<String> stream) {
            stream.send(handshake.theme().orElse("none"));
        }

        @StreamEndpoint(path = "/path/{name}", expose = true)
        void path(Segment handshake, StreamOut<String> stream) {
            stream.send(stream.path());
        }

        @StreamEndpoint(path = "/größe/a+b c", expose = true)
        void literal(StreamOut<String> stream) {
            stream.send("literal");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "a%20b, a b",
        "a+b, a+b",
        "a%2Bb, a+b",
        "a%2fb%2Fc, a/b/c",
        "%25, %",
        "100%2525, 100%25",
        "%7Bname%7D, {name}",
        "caf%C3%A9, café",
        "%F0%9F%98%80, 😀",
        "a:b@c!$&'()*=~, a:b@c!$&'()*=~",
        "%3F%23, ?#"
    })
    void aSegmentOfThePathIsDecodedOnce(String sent, String received) {
        assertThat(echo("/segments/" + sent)).isEqualTo(received);
    }

    @Test
    void aSegmentMayEndInASemicolonAndWhatFollows() {
        assertThat(echo("/segments/a;v=1")).isEqualTo("a");
        assertThat(echo("/segments/a%3Bv=1")).isEqualTo("a;v=1");
    }

    @Test
    void theRestHasSeveralSegments() {
        assertThat(echo("/files/c/a")).isEqualTo("c a");
        assertThat(echo("/files/c/a/b%20b/c.txt")).isEqualTo("c a/b b/c.txt");
        assertThat(echo("/files/c/a/")).isEqualTo("c a/");
        assertThat(echo("/files/c/")).isEqualTo("c ");
        assertThat(echo("/files/c/a//b")).isEqualTo("c a//b");
    }

    @Test
    void literalsOfATemplateAreComparedDecoded() {
        assertThat(echo("/gr%C3%B6%C3%9Fe/a+b%20c")).isEqualTo("literal");
        assertThat(echo("/gr%c3%b6%c3%9fe/a%2Bb%20c")).isEqualTo("literal");
    }

    @Test
    void aStreamTellsItsPathAsItWasSent() {
        assertThat(echo("/path/a%20b?q=1")).isEqualTo("/path/a%20b");
    }

    @ParameterizedTest
    @CsvSource({
        "q=plain, plain",
        "q=a+b, a b",
        "q=a%20b, a b",
        "q=a%2Bb, a+b",
        "q=a%26b%3Dc, a&b=c",
        "q=a=b, a=b",
        "q=a/b?c, a/b?c",
        "q=caf%C3%A9, café",
        "q=%F0%9F%98%80, 😀",
        "q=%25%32%35, %25",
        "%71=coded+name, coded name",
        "q, ''",
        "q=, ''",
        "&&q=a&, a",
        "'', nothing",
        "Q=another+name, nothing",
        "=a, nothing"
    })
    void aQueryIsDecodedAsAForm(String sent, String received) {
        assertThat(echo("/search?" + sent)).isEqualTo(received + " []");
    }

    @Test
    void aParameterMayRepeat() {
        assertThat(echo("/search?tag=a&q=x&tag=&tag&tag=a+b")).isEqualTo("x [a, , , a b]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%4", "q=%zz", "q=a%2", "%=a", "unknown=%zz"})
    void aBrokenEscapeInTheQueryIsABadRequest(String query) { // with JSON where the server leaves it to us
        assertThat(Echo.refusal(server, "/search?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%C3", "q=%FF", "q=%C0%AF", "q=%ED%A0%80", "unknown=%C3", "%C3=a"})
    void aQueryThatIsNotUtf8IsABadRequest(String query) {
        Reply reply = Echo.refusal(server, "/search?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().getString("code")).isEqualTo("invalid_argument");
        assertThat(reply.json().getString("message")).startsWith("unable to decode query string: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/segments/%C3", "/segments/%FF", "/segments/", "/segments/a/b", "/files/c", "/files//a"})
    void aPathThatFitsNoTemplateIsNoStream(String path) {
        Reply reply = Echo.refusal(server, path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).doesNotContain("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/segments/%", "/segments/%zz", "/segments/%2", "/files/%zz/a"})
    void aPathWithABrokenEscapeIsNoStream(String path) {
        assertThat(Echo.refusal(server, path).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/segments/..", "/segments/.", "/segments/%2e%2e", "/files/c/../d", "/files/c/%2E%2e/d"})
    void dotSegmentsAreNeverAStream(String path) {
        assertThat(Echo.refusal(server, path).status()).isIn(400, 404);
    }

    @Test
    void headerNamesHaveNoCase() {
        assertThat(echo("/client", "x-cLiEnT: me")).isEqualTo("me [me]");
    }

    @Test
    void theFirstOfSeveralHeadersCountsForOneValue() {
        assertThat(echo("/client", "X-Client: a", "x-client: b, c")).isEqualTo("a [a, b, c]");
        assertThat(echo("/client")).isEqualTo("nobody []");
    }

    @Test
    void aHeaderMayBeEmpty() {
        assertThat(echo("/client", "X-Client:")).isEqualTo(" []");
    }

    @Test
    void aCookieIsTakenAsItStands() {
        assertThat(echo("/themed", "Cookie: a=1; theme=a%20b+c; z=2")).isEqualTo("a%20b+c");
        assertThat(echo("/themed", "Cookie: a=1", "Cookie: theme=dark")).isEqualTo("dark");
        assertThat(echo("/themed", "Cookie: Theme=dark")).isEqualTo("none");
    }

    private static String echo(String target, String... headers) {
        return Echo.of(server, target, headers);
    }
}
