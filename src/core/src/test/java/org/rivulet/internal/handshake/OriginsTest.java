package org.rivulet.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/** Which origins are let in. */
class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "http, example.com, 80, http://example.com",
        "http, example.com, 80, http://example.com:80",
        "http, Example.COM, 80, HTTP://EXAMPLE.com",
        "ws, example.com, 80, http://example.com",
        "wss, example.com, 443, https://example.com",
        "https, example.com, 8443, https://example.com:8443",
        "http, ::1, 8080, http://[::1]:8080",
        "http, [::1], 8080, http://[::1]:8080"
    })
    void theServersOwn(String scheme, String host, int port, String origin) {
        assertThat(isAllowed("", origin, Origin.of(scheme, host, port))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://example.com:8080",
                "http://example.com:0",
                "http://example.com:080",
                "http://example.org",
                "http://www.example.com",
                "http://example.com.evil.org",
                "http://evil.org#http://example.com",
                "http://evil.org/http://example.com",
                "http://example.com@evil.org",
                "http://evil.org:80@example.com",
                "http://example.com/",
                "http://example.com http://example.com",
                "example.com",
                "null",
                "",
                "*"
            })
    void noOther(String origin) {
        assertThat(isAllowed("", origin, Origin.of("http", "example.com", 80))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.org, https://a.org, true",
        "https://a.org, https://a.org:443, true",
        "https://a.org, http://a.org, false",
        "https://a.org, https://b.a.org, false",
        "'http://x.org, https://a.org', https://a.org, true",
        "'http://x.org,https://a.org', http://x.org, true",
        "https://*.a.org, https://b.a.org, true",
        "https://*.a.org, https://c.b.a.org, true",
        "https://*.a.org, https://a.org, false",
        "https://*.a.org, https://ba.org, false",
        "https://*.a.org, https://b.a.org:8443, false",
        "https://*.a.org, https://b.a.org.evil.org, false",
        "http://localhost:*, http://localhost:5173, true",
        "http://localhost:*, http://localhost, true",
        "http://localhost:*, https://localhost:5173, false",
        "capacitor://localhost, capacitor://localhost, true",
        "null, null, true",
        "null, https://a.org, false",
        "*, https://a.org, true",
        "*, null, true"
    })
    void thoseThatAreConfigured(String list, String origin, boolean allowed) {
        assertThat(isAllowed(list, origin, Origin.of("http", "example.com", 80)))
                .isEqualTo(allowed);
    }

    @Test
    void theServersOwnBesideThoseThatAreConfigured() {
        assertThat(isAllowed("https://a.org", "http://example.com", Origin.of("http", "example.com", 80)))
                .isTrue();
    }

    @Test
    void aRequestOfNoPage() {
        Origins.parse("").check(List.of(), Origin.of("http", "example.com", 80));
    }

    @Test
    void twoOriginsAreNone() {
        Origin own = Origin.of("http", "example.com", 80);
        assertThatThrownBy(() -> Origins.parse("").check(List.of(own.toString(), own.toString()), own))
                .isInstanceOf(StreamException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "https://",
                "https://*",
                "https://a.*.org",
                "https://a.org/path",
                "http://a.org:x",
                "**"
            })
    void whatIsNoOriginIsAMistake(String list) {
        assertThatThrownBy(() -> Origins.parse("https://fine.org, " + list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(list + " (expected: origins like ");
    }

    private static boolean isAllowed(String list, String origin, Origin asked) {
        StreamException refused = catchThrowableOfType(
                StreamException.class, () -> Origins.parse(list).check(List.of(origin), asked));
        if (refused == null) return true;
        assertThat(refused.code()).isEqualTo(ErrorCode.PERMISSION_DENIED);
        return false;
    }
}
