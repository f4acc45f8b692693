package org.rivulet.internal.handshake;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The strings of one request.
 *
 * @param path path parameters, decoded
 * @param query query parameters, decoded, in the order of the query
 * @param header the values of a header, by its name in any case
 * @param cookie the values of a cookie, as they stand
 */
public record HandshakeValues(
        Map<String, String> path,
        Map<String, List<String>> query,
        Function<String, List<String>> header,
        Function<String, List<String>> cookie) {}
