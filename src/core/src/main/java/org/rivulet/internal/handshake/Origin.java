package org.rivulet.internal.handshake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a page or a server (RFC 6454, 4). Those of a WebSocket are those of HTTP.
 *
 * @param scheme in lower case, {@code http} for {@code ws}
 * @param host in lower case, an IPv6 address in brackets
 * @param port the scheme's own if none is written
 */
public record Origin(String scheme, String host, int port) {

    private static final Pattern SERIALIZED = Pattern.compile(
            "([a-zA-Z][a-zA-Z0-9+.-]*)://(\\[[0-9a-fA-F:.]+]|[^\\s/?#@:\\[\\]]+)(?::([1-9][0-9]{0,4}))?");

    /** An origin, its parts in any case. */
    public static Origin of(String scheme, String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        String http = lower.equals("ws") ? "http" : lower.equals("wss") ? "https" : lower;
        String name = host.toLowerCase(Locale.ROOT);
        boolean bare = name.indexOf(':') >= 0 && !name.startsWith("[");
        return new Origin(http, bare ? "[" + name + "]" : name, port > 0 ? port : defaultPort(http));
    }

    /** Reads {@code scheme://host:port} or {@code scheme://host}; nothing if the text is anything else. */
    public static Optional<Origin> parse(String text) {
        Matcher parts = SERIALIZED.matcher(text);
        if (!parts.matches()) return Optional.empty();
        int port = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return Optional.of(of(parts.group(1), parts.group(2), port));
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
    }

    /** Host and port, as a client writes them into its header Host. */
    String authority() {
        return port == defaultPort(scheme) ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
