package org.rivulet.internal.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rivulet.fuzz.Property;

/** Paths and queries are decoded as the JDK does it, and what it repairs is refused. */
public final class UrlProperty implements Property {

    @Override
    public List<String> seeds() {
        return List.of(
                "/",
                "/a/b%20c/caf%C3%A9;v=1/",
                "/a+b/%2B/%7Ba%7D",
                "/%2e%2e/%252e/%c0%ae/%ED%A0%80",
                "?a=1&b=%26&a=+&=&c",
                "?q=%F0%9F%98%80&q=😀+%",
                "?%61=%4&%zz=1&%+1=2&%\uff11\uff11=3");
    }

    @Override
    public void check(String input) {
        String sent = new String(input.getBytes(UTF_8), UTF_8); // half a surrogate pair is no UTF-8
        if (sent.startsWith("?")) checkQuery(sent.substring(1));
        else checkPath(sent.startsWith("/") ? sent : '/' + sent);
    }

    private static void checkPath(String path) {
        Optional<List<String>> expected = path(path);
        try {
            List<String> decoded = UrlDecoder.path(path);
            Property.require(Optional.of(decoded).equals(expected), decoded + " instead of " + expected);
        } catch (IllegalArgumentException refused) {
            Property.require(expected.isEmpty(), refused + " instead of " + expected);
        }
    }

    /** The segments of a path, decoded with the JDK's means; nothing if it is no path. */
    public static Optional<List<String>> path(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : (path.isEmpty() ? "" : path.substring(1)).split("/", -1)) {
            Optional<String> decoded = decode(segment.split(";", -1)[0].replace("+", "%2B"));
            if (decoded.isEmpty()) return Optional.empty();
            segments.add(decoded.get());
        }
        return Optional.of(segments);
    }

    private static void checkQuery(String query) {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        boolean wrong = false;
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) continue;
            String[] parts = pair.split("=", 2);
            Optional<String> name = decode(parts[0]);
            Optional<String> value = parts.length == 1 ? Optional.of("") : decode(parts[1]);
            wrong |= name.isEmpty() || value.isEmpty();
            if (!wrong)
                expected.computeIfAbsent(name.get(), any -> new ArrayList<>()).add(value.get());
        }
        try {
            Map<String, List<String>> decoded = UrlDecoder.query(query);
            Property.require(!wrong && decoded.equals(expected), decoded + " instead of " + expected);
        } catch (IllegalArgumentException refused) {
            Property.require(wrong, refused + " instead of " + expected);
        }
    }

    private static Optional<String> decode(String text) {
        if (text.replaceAll("%[0-9a-fA-F]{2}", "").contains("%")) return Optional.empty();
        String bytes = URLDecoder.decode(new String(text.getBytes(UTF_8), ISO_8859_1), ISO_8859_1);
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1)))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
