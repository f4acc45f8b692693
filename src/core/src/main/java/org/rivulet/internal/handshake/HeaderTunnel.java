package org.rivulet.internal.handshake;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/**
 * Request headers that a browser sends as a WebSocket subprotocol, since its API can send no others: {@code
 * encore.dev.headers.} and the base64url, without padding, of a JSON object of strings.
 *
 * @param headers what was tunnelled, to be added to the request's own headers
 * @param protocols the subprotocols that are left
 */
public record HeaderTunnel(Map<String, List<String>> headers, List<String> protocols) {

    private static final String PREFIX = "encore.dev.headers.";

    /** What must not come from a script: Encore's list, which is the one of the Fetch standard, and Forwarded. */
    private static final Set<String> FORBIDDEN = Set.of(
            "accept-charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "connection",
            "content-length",
            "cookie",
            "date",
            "dnt",
            "expect",
            "forwarded",
            "host",
            "keep-alive",
            "origin",
            "permissions-policy",
            "referer",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    /**
     * Encore's, what a proxy says of its client, as it would have removed them where it could see them, and what services say of theirs.
     */
    private static final List<String> FORBIDDEN_PREFIXES =
            List.of("sec-", "proxy-", "x-forwarded-", "x-real-ip", "rivulet-");

    /** As much as most servers take of all headers together. */
    private static final int MAX_SIZE = 16_384;

    private static final JsonProvider JSON = JsonProvider.provider();

    /**
     * Takes the tunnels out of the offered subprotocols.
     *
     * @param offered the values of all {@code Sec-WebSocket-Protocol} headers
     * @throws StreamException {@link ErrorCode#INVALID_ARGUMENT} if a tunnel is broken, carries a forbidden header or one twice, or there is too much
     */
    public static HeaderTunnel open(List<String> offered) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        int size = offered.stream().mapToInt(String::length).sum();
        if (size > MAX_SIZE) throw refused("more than " + MAX_SIZE + " characters are offered");
        List<String> protocols = new ArrayList<>();
        for (String line : offered) {
            for (String protocol : line.split(",")) {
                String name = protocol.strip();
                if (name.startsWith(PREFIX)) unpack(name.substring(PREFIX.length()), headers);
                else if (!name.isEmpty()) protocols.add(name);
            }
        }
        return new HeaderTunnel(headers, protocols);
    }

    private static void unpack(String encoded, Map<String, List<String>> headers) {
        decode(encoded).forEach((name, value) -> {
            if (!isToken(name)) throw refused("a header has no valid name");
            if (FORBIDDEN.contains(name) || FORBIDDEN_PREFIXES.stream().anyMatch(name::startsWith)) {
                throw refused("the header " + name + " is forbidden in a tunnel");
            }
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
                throw refused("the value of " + name + " has control characters");
            }
            headers.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
        });
    }

    /** The headers, by their names in lower case. */
    private static Map<String, String> decode(String encoded) {
        if (encoded.indexOf('=') >= 0) throw refused("it is padded");
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(encoded)))
                    .toString();
            try (JsonParser parser = JSON.createParser(new StringReader(json))) {
                if (parser.next() != Event.START_OBJECT) throw new JsonException("no object");
                Map<String, String> headers = members(parser);
                if (parser.hasNext()) throw new JsonException("more than one value");
                return headers;
            }
        } catch (IllegalArgumentException
                | CharacterCodingException
                | JsonException
                | NoSuchElementException e) { // the last is how some parsers say that there is no more
            throw refused("it is not the base64url, without padding, of a JSON object");
        }
    }

    /** Event by event, so that nothing nested is followed, and no name hides another. */
    private static Map<String, String> members(JsonParser parser) {
        Map<String, String> headers = new LinkedHashMap<>();
        while (parser.next() == Event.KEY_NAME) {
            String name = parser.getString().toLowerCase(Locale.ROOT);
            if (parser.next() != Event.VALUE_STRING) throw refused("a header's value is not a string");
            if (headers.put(name, parser.getString()) != null) throw refused("a header stands in it twice");
        }
        return headers;
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    }

    private static StreamException refused(String why) {
        return new StreamException(
                ErrorCode.INVALID_ARGUMENT,
                "the header tunnel " + PREFIX + "* in Sec-WebSocket-Protocol cannot be read: " + why);
    }
}
