package org.rivulet.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamException;

/** Whose word counts, and for what. */
class ProxiesTest {

    private static final String TRUSTED = "10.0.0.0/8, 192.168.1.7, fd00::/8";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // who is next to us, what the headers say, who it is
                "10.1.2.3    | X-Forwarded-For: 1.2.3.4 | 1.2.3.4",
                "192.168.1.7 | X-Forwarded-For: 1.2.3.4 | 1.2.3.4",
                "192.168.1.8 | X-Forwarded-For: 1.2.3.4 | 192.168.1.8",
                "11.0.0.1    | X-Forwarded-For: 1.2.3.4 | 11.0.0.1",
                "fd12::1     | X-Forwarded-For: 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                "fe00::1     | X-Forwarded-For: 1.2.3.4 | fe00:0:0:0:0:0:0:1",
                "10.1.2.3    | X-Forwarded-For: 6.6.6.6, 1.2.3.4 | 1.2.3.4",
                "10.1.2.3    | X-Forwarded-For: 6.6.6.6, 1.2.3.4, 10.9.9.9 | 1.2.3.4",
                "10.1.2.3    | X-Forwarded-For: 10.8.8.8 | 10.8.8.8",
                "10.1.2.3    | X-Forwarded-For: 6.6.6.6; X-Forwarded-For: 1.2.3.4 | 1.2.3.4",
                "10.1.2.3    | X-Forwarded-For: 1.2.3.4:5678 | 1.2.3.4 5678",
                "10.1.2.3    | X-Forwarded-For: [2001:db8::1]:99 | 2001:db8:0:0:0:0:0:1 99",
                "10.1.2.3    | X-Forwarded-For: somebody.example.com | unknown",
                "10.1.2.3    | X-Forwarded-For: 1.2.3.4, unknown | unknown",
                "10.1.2.3    | Forwarded: for=1.2.3.4 | 1.2.3.4",
                "10.1.2.3    | Forwarded: for=6.6.6.6, for=1.2.3.4 | 1.2.3.4",
                "10.1.2.3    | Forwarded: For=\"[2001:db8::1]:4711\" | 2001:db8:0:0:0:0:0:1 4711",
                "10.1.2.3    | Forwarded: for=_hidden | unknown",
                "10.1.2.3    | Forwarded: for=\"1.2.3.4, 6.6.6.6\" | unknown",
                "10.1.2.3    | Forwarded: by=10.1.2.3 ; for=1.2.3.4 ;proto=https | 1.2.3.4",
                "10.1.2.3    | Forwarded: for=1.2.3.4; X-Forwarded-For: 1.2.3.4 | 1.2.3.4",
                "11.0.0.1    | Forwarded: for=1.2.3.4 | 11.0.0.1",
                "10.1.2.3    | X-None: 0 | 10.1.2.3"
            })
    void whoTheClientIs(String next, String headers, String client) {
        Peer found = clientOf(next, split(headers));
        String port = found.port() == 0 || found.port() == 1 ? "" : " " + found.port();
        assertThat(found.address() == null ? "unknown" : found.address().getHostAddress() + port)
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3 | X-Forwarded-Proto: https | https://inside:8080",
                "10.1.2.3 | X-Forwarded-Host: a.org | http://a.org",
                "10.1.2.3 | X-Forwarded-Host: a.org; X-Forwarded-Proto: https | https://a.org",
                "10.1.2.3 | X-Forwarded-Host: a.org; X-Forwarded-Proto: HTTPS; X-Forwarded-Port: 8443 | https://a.org:8443",
                "10.1.2.3 | X-Forwarded-Host: a.org:8443; X-Forwarded-Proto: https | https://a.org:8443",
                "10.1.2.3 | X-Forwarded-For: 1.2.3.4, 10.9.9.9; X-Forwarded-Proto: https, http; X-Forwarded-Host: a.org | https://a.org",
                "10.1.2.3 | X-Forwarded-For: 1.2.3.4; X-Forwarded-Host: evil.org, a.org | http://a.org",
                "10.1.2.3 | Forwarded: for=1.2.3.4;host=a.org;proto=https | https://a.org",
                "10.1.2.3 | Forwarded: for=1.2.3.4;host=\"a.org:8443\";proto=https | https://a.org:8443",
                "10.1.2.3 | Forwarded: for=6.6.6.6;host=evil.org, for=1.2.3.4;host=a.org | http://a.org",
                "10.1.2.3 | Forwarded: for=1.2.3.4;host=a.org;proto=https, for=10.9.9.9;host=inside | https://a.org",
                "11.0.0.1 | X-Forwarded-Host: a.org; X-Forwarded-Proto: https | http://inside:8080"
            })
    void whatTheClientAskedFor(String next, String headers, String asked) {
        assertThat(clientOf(next, split(headers)).asked()).hasToString(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for",
                "Forwarded: for=",
                "Forwarded: for=\"1.2.3.4",
                "Forwarded: for=1.2.3.4 proto=https",
                "Forwarded: host=\"a/b\"",
                "X-Forwarded-Host: a/b",
                "X-Forwarded-Proto: java script",
                "X-Forwarded-For: 1.2.3.4; Forwarded: for=6.6.6.6"
            })
    void headersOfAProxyThatCannotBeBelieved(String headers) {
        assertThatThrownBy(() -> clientOf("10.1.2.3", split(headers))).isInstanceOf(StreamException.class);
        assertThat(clientOf("11.0.0.1", split(headers)).asked()).hasToString("http://inside:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\\a"})
    void aHeaderOfKilobytesIsReadWithoutTheStack(String step) {
        String quoted = "Forwarded: for=1.2.3.4;by=\"" + step.repeat(30_000);
        assertThat(clientOf("10.1.2.3", List.of(quoted + '"')).address()).isEqualTo(Addresses.parse("1.2.3.4"));
        assertThatThrownBy(() -> clientOf("10.1.2.3", List.of(quoted))).isInstanceOf(StreamException.class);
    }

    /** Java 17 takes anything else for a name, and a thread waits for its DNS server. */
    @ParameterizedTest
    @ValueSource(strings = {"999.1.1.1", "256.0.0.1", "1.2.3", "1.2.3.4.5", "1.2.3.4.", "0x1.1.1.1", "a.org", ""})
    void whatIsNoAddressIsNotLookedUp(String name) {
        assertThat(Addresses.isLiteral(name)).isFalse();
        assertThat(Addresses.isLiteral("255.249.199.9")).isTrue();
    }

    @Test
    void nobodyIsTrustedUnlessItIsSaid() {
        Peer peer = new Peer(Addresses.parse("127.0.0.1"), 1, Origin.of("http", "inside", 8080));
        assertThat(Proxies.parse("").clientOf(peer, name -> List.of("1.2.3.4"))).isSameAs(peer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0", "*", "fd00::/129", "::x"})
    void whatIsNoAddressIsAMistake(String list) {
        assertThatThrownBy(() -> Proxies.parse("127.0.0.1," + list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(list + " (expected: ");
    }

    @ParameterizedTest
    @CsvSource({
        "10.128.0.0/9, 10.128.0.1, true",
        "10.128.0.0/9, 10.127.255.255, false",
        "0.0.0.0/0, 9.9.9.9, true",
        "::1, ::1, true"
    })
    void networks(String network, String address, boolean trusted) {
        Peer peer = new Peer(Addresses.parse(address), 1, Origin.of("http", "inside", 8080));
        Peer client = Proxies.parse(network)
                .clientOf(peer, name -> name.equals("X-Forwarded-For") ? List.of("fe80::1") : List.of());
        assertThat(client.equals(peer)).isEqualTo(!trusted);
    }

    /** Headers with "; " between them, which is followed by the next one's name. */
    private static List<String> split(String headers) {
        return List.of(headers.split("; (?=X-Forwarded|Forwarded)"));
    }

    private static Peer clientOf(String next, List<String> headers) {
        Peer peer = new Peer(Addresses.parse(next), 1, Origin.of("http", "inside", 8080));
        return Proxies.parse(TRUSTED).clientOf(peer, name -> values(name, headers));
    }

    private static List<String> values(String name, List<String> headers) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            if (header.startsWith(name + ":"))
                values.add(header.substring(name.length() + 1).strip());
        }
        return values;
    }
}
