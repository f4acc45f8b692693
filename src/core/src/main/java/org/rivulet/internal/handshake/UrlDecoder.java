package org.rivulet.internal.handshake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Percent-decoding (RFC 3986) of paths and, with {@code +} as a space (WHATWG URL), of queries. Strict: a broken escape or bytes that
 * are not UTF-8 are errors, never replacement characters.
 */
public final class UrlDecoder {

    private UrlDecoder() {}

    /**
     * The segments of a path without its leading slash, each without matrix parameters and decoded; so an encoded slash does
     * not separate. A path that ends in a slash has an empty last segment.
     *
     * @throws IllegalArgumentException if the encoding is broken
     */
    public static List<String> path(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
            int matrix = segment.indexOf(';');
            segments.add(decode(matrix < 0 ? segment : segment.substring(0, matrix), false));
        }
        return segments;
    }

    /**
     * The parameters of a query, in order; a parameter without '=' has an empty value.
     *
     * @throws IllegalArgumentException if the encoding is broken
     */
    public static Map<String, List<String>> query(@Nullable String query) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) return values;
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
            values.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value);
        }
        return values;
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) return text;
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0)
                    throw new IllegalArgumentException("'%' is not followed by two hexadecimal digits");
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the percent-encoded bytes are not UTF-8", e);
        }
    }
}
