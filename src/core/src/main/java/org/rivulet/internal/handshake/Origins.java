package org.rivulet.internal.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/**
 * The pages whose scripts may open streams. A browser lets a page of any origin open a WebSocket to any server, with the user's cookies; only the server can
 * refuse it (RFC 6455, 10.2). Immutable.
 */
public final class Origins {

    private static final String EXPECTED =
            " (expected: origins like https://example.com, https://*.example.com or http://localhost:*, or * for all)";

    private final List<Predicate<String>> allowed;

    private Origins(List<Predicate<String>> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Those of the server itself, and a list with commas: origins, whose host may begin with {@code *.} for every subdomain and whose port may be {@code *}
     * for any; {@code null} for pages without an origin; {@code *} for everything.
     *
     * @throws IllegalArgumentException with words for who configures it
     */
    public static Origins parse(String list) {
        List<Predicate<String>> allowed = new ArrayList<>();
        for (String entry : list.split(",")) {
            if (!entry.isBlank()) allowed.add(entry(entry.strip()));
        }
        return new Origins(allowed);
    }

    private static Predicate<String> entry(String entry) {
        if (entry.equals("*")) return origin -> true;
        if (entry.equals("null")) return entry::equals;
        boolean anyPort = entry.endsWith(":*");
        String withPort = anyPort ? entry.substring(0, entry.length() - 2) : entry;
        boolean below = withPort.contains("://*.");
        Origin wanted = Origin.parse(withPort.replace("://*.", "://"))
                .filter(origin -> origin.host().indexOf('*') < 0)
                .orElseThrow(() -> new IllegalArgumentException(entry + EXPECTED));
        return text -> Origin.parse(text)
                .filter(origin -> origin.scheme().equals(wanted.scheme()))
                .filter(origin -> anyPort || origin.port() == wanted.port())
                .filter(origin -> below
                        ? origin.host().endsWith("." + wanted.host())
                        : origin.host().equals(wanted.host()))
                .isPresent();
    }

    /**
     * Checks the origins that a request names. One that names none is not a browser's.
     *
     * @param named the values of its header Origin
     * @param asked what the client asked for
     * @throws StreamException {@link ErrorCode#PERMISSION_DENIED} if the page may not
     */
    public void check(List<String> named, Origin asked) {
        if (named.isEmpty()) return;
        if (named.size() == 1 && isAllowed(named.get(0).strip(), asked)) return;
        throw new StreamException(ErrorCode.PERMISSION_DENIED, "pages of this origin may not open a stream here");
    }

    private boolean isAllowed(String origin, Origin asked) {
        return Stream.<Predicate<String>>concat(
                        Stream.of(text -> Origin.parse(text).equals(Optional.of(asked))), allowed.stream())
                .anyMatch(rule -> rule.test(origin));
    }
}
