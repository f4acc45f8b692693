package org.rivulet.internal.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rivulet.fuzz.Property;
import org.rivulet.internal.handshake.UrlProperty;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.PathTemplate;
import org.rivulet.internal.websocket.BoundEndpoint;

/** A path leads to the one endpoint whose template its decoded segments fit, however they are written, and nowhere if it could climb. */
public final class RouteProperty implements Property {

    /** The most specific first. */
    private static final List<String> TEMPLATES = List.of(
            "/a/b/c", "/a/b/{x}", "/a/b/{*rest}", "/a/{x}/c", "/a/{x}", "/admin", "/files/{*rest}", "/{x}/b", "/{x}");

    private static final Routes ROUTES =
            new Routes(TEMPLATES.stream().sorted().map(RouteProperty::endpoint).toList());

    private static BoundEndpoint endpoint(String template) {
        EndpointModel model = onlyWith(EndpointModel.class, template, PathTemplate.parse(template));
        return onlyWith(BoundEndpoint.class, model);
    }

    /** A record that has these values, and null for whatever else it has. */
    private static <T> T onlyWith(Class<T> type, Object... values) {
        Class<?>[] components = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] arguments = Stream.of(components)
                .map(component -> Stream.of(values)
                        .filter(component::isInstance)
                        .findFirst()
                        .orElse(null))
                .toArray();
        try {
            return type.getDeclaredConstructor(components).newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> seeds() {
        return Stream.of(
                        TEMPLATES.stream().map(template -> template.replaceAll("\\{[^}]*}", "v")),
                        Stream.of("/", "/a//b", "/a/b/c/", "/a/b/c/d/", "/files/", "/files/a/b%2Fc", "/a;x=1/b;/c;y"),
                        Stream.of("/files/../admin", "/files/%2e%2e/admin", "/files/..;/admin", "/files/..%2fadmin"),
                        Stream.of(
                                "/files/..%5cadmin",
                                "/files/%252e%252e/admin", "/files/%c0%ae%c0%ae/admin", "/%61dmin"),
                        Stream.of("/a/..%2F..%2Fetc", "/./admin", "//admin", "/admin%00", "/adm;in", "/{x}", "/a/%2e"))
                .flatMap(paths -> paths)
                .toList();
    }

    @Override
    public void check(String input) {
        String path = new String((input.startsWith("/") ? input : '/' + input).getBytes(UTF_8), UTF_8);
        Optional<List<String>> segments = UrlProperty.path(path);
        String expected = segments.filter(RouteProperty::isStraight)
                .map(RouteProperty::find)
                .orElse("nowhere");
        Property.require(found(path).equals(expected), found(path) + " instead of " + expected);
        segments.map(RouteProperty::encoded)
                .ifPresent(same -> Property.require(found(same).equals(expected), same + " leads to " + found(same)));
    }

    private static String found(String path) {
        Routes.Match match = ROUTES.find(path);
        return match == null ? "nowhere" : match.endpoint().model().name() + " " + match.parameters();
    }

    /** Neither a segment nor what an encoded slash makes of one is a step in the tree. */
    private static boolean isStraight(List<String> segments) {
        return segments.stream()
                .flatMap(segment -> Stream.of(segment.split("[/\\\\]", -1)))
                .noneMatch(step -> step.equals(".") || step.equals(".."));
    }

    private static String find(List<String> segments) {
        for (String template : TEMPLATES) {
            List<String> path = new ArrayList<>(segments);
            boolean rest = template.endsWith("{*rest}");
            if (!rest && path.get(path.size() - 1).isEmpty()) path.remove(path.size() - 1);
            Map<String, String> values = new LinkedHashMap<>();
            if (fits(List.of(template.substring(1).split("/")), path, values)) return template + " " + values;
        }
        return "nowhere";
    }

    private static boolean fits(List<String> template, List<String> path, Map<String, String> values) {
        if (template.isEmpty() || path.isEmpty()) return template.isEmpty() && path.isEmpty();
        String first = template.get(0);
        if (first.equals("{*rest}")) {
            values.put("rest", String.join("/", path));
            return true;
        }
        if (path.get(0).isEmpty()) return false;
        if (first.equals("{x}")) values.put("x", path.get(0));
        else if (!first.equals(path.get(0))) return false;
        return fits(template.subList(1, template.size()), path.subList(1, path.size()), values);
    }

    /** The same path with every byte escaped. */
    private static String encoded(List<String> segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/');
            if (!segment.isEmpty())
                path.append('%').append(HexFormat.ofDelimiter("%").formatHex(segment.getBytes(UTF_8)));
        }
        return path.toString();
    }
}
