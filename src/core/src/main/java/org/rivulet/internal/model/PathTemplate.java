package org.rivulet.internal.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The path of an endpoint: literals, {@code {name}} for one segment, and {@code {*name}} for the rest. The rules, and the
 * words of most errors, are Encore's.
 */
public final class PathTemplate {

    private static final String REST = "/rivulet-rest";

    private final String text;
    private final List<Segment> segments;

    private PathTemplate(String text, List<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException with every rule that the text breaks
     */
    public static PathTemplate parse(String text) {
        if (text.isEmpty()) throw new IllegalArgumentException("empty path");
        if (text.charAt(0) != '/') throw new IllegalArgumentException("path must start with '/'");
        List<String> broken = new ArrayList<>();
        if (text.indexOf('?') >= 0) broken.add("path cannot contain query parameters (the '?' character)");
        if (text.indexOf('#') >= 0) broken.add("path cannot contain url fragment (the '#' character)");
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String[] parts = text.length() == 1 ? new String[0] : text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            Segment segment = segment(parts[i], broken);
            if (segment instanceof Rest && i < parts.length - 1) {
                broken.add("wildcard segment must be at the end of the path");
            }
            if (!segment.name().isEmpty() && !names.add(segment.name())) {
                broken.add("path parameter " + segment.name() + " stands in it twice");
            }
            segments.add(segment);
        }
        if (!broken.isEmpty()) throw new IllegalArgumentException(String.join("; ", broken));
        return new PathTemplate(text, List.copyOf(segments));
    }

    private static Segment segment(String part, List<String> broken) {
        if (part.isEmpty()) broken.add("path cannot contain empty path segment");
        if (part.equals(".") || part.equals("..")) broken.add("path cannot contain the segment " + part);
        if (part.indexOf('{') < 0 && part.indexOf('}') < 0) {
            if (!part.isEmpty() && (part.charAt(0) == ':' || part.charAt(0) == '*')) {
                broken.add("path parameters are written {name} and {*name}, not " + part);
            }
            return new Literal(part);
        }
        if (part.charAt(0) != '{' || part.indexOf('}') != part.length() - 1 || part.lastIndexOf('{') != 0) {
            broken.add("a path parameter must be a whole segment, unlike in " + part);
            return new Literal(part);
        }
        boolean rest = part.startsWith("{*");
        String name = part.substring(rest ? 2 : 1, part.length() - 1);
        if (name.isEmpty()) broken.add("path parameters must have a name");
        else if (!isIdentifier(name)) broken.add("path parameter " + name + " is not a Java identifier");
        return rest ? new Rest(name) : new Parameter(name);
    }

    private static boolean isIdentifier(String name) {
        return Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().skip(1).allMatch(Character::isJavaIdentifierPart);
    }

    /** The names of the parameters, in the order of the path. */
    public List<String> parameters() {
        return segments.stream()
                .map(Segment::name)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /**
     * Matches the decoded segments of a path. A path that ends in a slash has an empty last segment, which only the rest
     * matches.
     *
     * @return the parameters' values, the rest's joined with '/'; empty if the path does not match
     */
    public Optional<Map<String, String>> match(List<String> path) {
        if (endsInRest() ? path.size() < segments.size() : path.size() != segments.size()) return Optional.empty();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment instanceof Rest rest) values.put(rest.name(), String.join("/", path.subList(i, path.size())));
            else if (path.get(i).isEmpty()) return Optional.empty();
            else if (segment instanceof Parameter parameter) values.put(parameter.name(), path.get(i));
            else if (!((Literal) segment).text().equals(path.get(i))) return Optional.empty();
        }
        return Optional.of(values);
    }

    /** Whether this one goes first where both match: compared segment by segment, a literal beats a parameter, which beats the rest. */
    public int compareSpecificity(PathTemplate other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            int difference = segments.get(i).rank() - other.segments.get(i).rank();
            if (difference != 0) return difference;
        }
        return segments.size() - other.segments.size(); // never both match; without it this would be no order
    }

    /** Whether a path could match both equally well. */
    public boolean conflictsWith(PathTemplate other) {
        if (segments.size() != other.segments.size()) return false;
        for (int i = 0; i < segments.size(); i++) {
            Segment mine = segments.get(i);
            Segment theirs = other.segments.get(i);
            if (mine.rank() != theirs.rank() || mine instanceof Literal && !mine.equals(theirs)) return false;
        }
        return true;
    }

    /** Whether the last segment takes the rest of a path. */
    public boolean endsInRest() {
        return !segments.isEmpty() && segments.get(segments.size() - 1) instanceof Rest;
    }

    /**
     * This template in the form of RFC 6570, level 1, as Jakarta WebSocket takes it. That has no word for the rest of a path, and would not
     * tell it from a parameter: a literal stands for it.
     */
    public String uriTemplate() {
        return endsInRest() ? text.substring(0, text.lastIndexOf('/')) + REST : text;
    }

    /** A path, decoded, that matches {@link #uriTemplate()} and no other template's. */
    public String examplePath() {
        return uriTemplate().replaceAll("\\{[^}]*}", "-");
    }

    @Override
    public String toString() {
        return text;
    }

    private sealed interface Segment {
        /** 0 for what beats everything. */
        int rank();

        /** The parameter's name, or nothing. */
        String name();
    }

    private record Literal(String text) implements Segment {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String name() {
            return "";
        }
    }

    private record Parameter(String name) implements Segment {
        @Override
        public int rank() {
            return 1;
        }
    }

    private record Rest(String name) implements Segment {
        @Override
        public int rank() {
            return 2;
        }
    }
}
