package org.rivulet.internal.handshake;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.fuzz.Property;

/** A page is let in only where a URI parser, too, finds the scheme, host and port that are allowed, and nothing else. */
public final class OriginProperty implements Property {

    private static final Origin OWN = Origin.of("https", "example.com", 443);
    private static final Origins DEFAULT = Origins.parse("");
    private static final Origins PATTERNS = Origins.parse("https://*.example.org, http://localhost:*");

    @Override
    public List<String> seeds() {
        return List.of(
                "https://example.com",
                "HTTPS://EXAMPLE.COM:443",
                "https://example.com:8443",
                "https://a.b.example.org",
                "https://example.org",
                "http://localhost:5173",
                "http://[::1]:80",
                "https://example.com@evil.org",
                "https://evil.org#.example.org",
                "https://evil.org/https://a.example.org",
                "https://a.example.org\\.evil.org",
                "wss://example.com",
                "null",
                "*",
                "https://example.com https://evil.org");
    }

    @Override
    public void check(String input) {
        if (isAllowed(DEFAULT, input)) {
            URI page = page(input);
            Property.require(page.getHost().equalsIgnoreCase("example.com"), "another host: " + page);
            Property.require(isHttps(page) && isPort(page, 443), "another server: " + page);
        } else if (isAllowed(PATTERNS, input)) {
            URI page = page(input);
            if (page.getScheme().equalsIgnoreCase("http") || page.getScheme().equalsIgnoreCase("ws")) {
                Property.require(page.getHost().equalsIgnoreCase("localhost"), "another host: " + page);
            } else {
                String authority = page.getAuthority().toLowerCase(Locale.ROOT).replaceFirst(":443$", "");
                Property.require(authority.endsWith(".example.org"), "another host: " + page);
                Property.require(isHttps(page), "another server: " + page);
            }
        }
    }

    /** Nothing but scheme and authority. */
    private static URI page(String input) {
        URI page = URI.create(input.strip().replaceAll("[^\\x21-\\x7e]|[<>\"{}|^`\\\\%]", "_"));
        Property.require(
                page.getRawPath().isEmpty() && page.getRawQuery() == null && page.getRawFragment() == null,
                "more than an origin: " + page);
        Property.require(page.getRawUserInfo() == null, "a user: " + page);
        return page;
    }

    private static boolean isHttps(URI page) {
        return page.getScheme().equalsIgnoreCase("https") || page.getScheme().equalsIgnoreCase("wss");
    }

    private static boolean isPort(URI page, int port) {
        return page.getPort() < 0 || page.getPort() == port;
    }

    private static boolean isAllowed(Origins origins, String named) {
        try {
            origins.check(List.of(named), OWN);
            return true;
        } catch (StreamException refused) {
            Property.require(refused.code() == ErrorCode.PERMISSION_DENIED, "another code: " + refused.code());
            return false;
        }
    }
}
