package org.rivulet.internal.handshake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/**
 * What proxies say of a request, from the one next to the client to the one next to us: the header Forwarded (RFC 7239), or those that it
 * replaced.
 *
 * @param hops for each proxy {@code for}, and where known {@code proto} and {@code host}
 */
record Forwarded(List<Map<String, String>> hops) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** Possessive in the quotes, so that it is a loop there: a client may send kilobytes, and the stack has no room for a step each. */
    private static final Pattern PAIR =
            Pattern.compile("\\s*(" + TOKEN + ")=(?:([^\\s\",;]+)|\"((?:[^\"\\\\]|\\\\.)*+)\")\\s*([;,]|$)");

    /** Reads the standard header. */
    static Forwarded standard(List<String> lines) {
        List<Map<String, String>> hops = new ArrayList<>();
        for (String line : lines) {
            Map<String, String> hop = new LinkedHashMap<>();
            Matcher pair = PAIR.matcher(line);
            int at = 0;
            while (at < line.length()) {
                if (!pair.region(at, line.length()).lookingAt()) {
                    throw new StreamException(ErrorCode.INVALID_ARGUMENT, "the header Forwarded cannot be read");
                }
                String value = pair.group(2) == null ? pair.group(3).replaceAll("\\\\(.)", "$1") : pair.group(2);
                hop.put(pair.group(1).toLowerCase(Locale.ROOT), value);
                at = pair.end();
                if (pair.group(4).equals(",")) {
                    hops.add(hop);
                    hop = new LinkedHashMap<>();
                }
            }
            if (!hop.isEmpty()) hops.add(hop);
        }
        return new Forwarded(hops);
    }

    /** Reads X-Forwarded-For, -Proto, -Host and -Port: those of one value are every proxy's. */
    static Forwarded customary(List<String> addresses, List<String> protos, List<String> hosts, List<String> ports) {
        List<Map<String, String>> hops = new ArrayList<>();
        int count = Math.max(1, addresses.size());
        for (int i = 0; i < count; i++) {
            Map<String, String> hop = new LinkedHashMap<>();
            put(hop, "for", addresses, i, count);
            put(hop, "proto", protos, i, count);
            put(hop, "host", hosts, i, count);
            put(hop, "port", ports, i, count);
            hops.add(hop);
        }
        return new Forwarded(hops);
    }

    /** Of a list of another length, the last value: our neighbour's. */
    private static void put(Map<String, String> hop, String name, List<String> values, int i, int count) {
        if (!values.isEmpty()) hop.put(name, values.get(values.size() == count ? i : values.size() - 1));
    }
}
