package org.rivulet.internal.servlet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.handshake.UrlDecoder;
import org.rivulet.internal.model.PathTemplate;
import org.rivulet.internal.websocket.BoundEndpoint;

/** Finds the endpoint of a path. Immutable. */
final class Routes {

    /** A dot segment, also one between slashes that were encoded: a handler that makes a file's name of a parameter would climb. */
    private static final Pattern DOTS = Pattern.compile("(?:^|[/\\\\])\\.\\.?(?:[/\\\\]|\\z)");

    private final List<BoundEndpoint> endpoints;

    Routes(List<BoundEndpoint> endpoints) {
        this.endpoints = endpoints.stream()
                .sorted((a, b) -> a.model().path().compareSpecificity(b.model().path()))
                .toList();
    }

    /** An endpoint and the parameters of its path. */
    record Match(BoundEndpoint endpoint, Map<String, String> parameters) {}

    /**
     * The endpoint of a path below the context, as it was sent; null if there is none. A trailing slash is ignored unless an endpoint's rest takes
     * it. Dot segments never match: what they mean is the container's to say.
     */
    @Nullable
    Match find(String path) {
        List<String> segments;
        try {
            segments = UrlDecoder.path(path);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (segments.stream().anyMatch(segment -> DOTS.matcher(segment).find())) return null;
        for (BoundEndpoint endpoint : endpoints) {
            Optional<Map<String, String>> parameters = match(endpoint.model().path(), segments);
            if (parameters.isPresent()) return new Match(endpoint, parameters.get());
        }
        return null;
    }

    private static Optional<Map<String, String>> match(PathTemplate template, List<String> segments) {
        int last = segments.size() - 1;
        boolean slash = segments.get(last).isEmpty() && !template.endsInRest();
        return template.match(slash ? segments.subList(0, last) : segments);
    }
}
