package org.rivulet.internal.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.handshake.Addresses;
import org.rivulet.internal.handshake.HandshakeValues;
import org.rivulet.internal.handshake.Origin;
import org.rivulet.internal.handshake.Peer;
import org.rivulet.internal.handshake.UrlDecoder;

/** What the road asks of a request. */
final class Requests {

    private Requests() {}

    /**
     * Whether a request that is no upgrade is for something else of the application: with another method than GET for any servlet at the
     * path; with GET for a servlet or a file, if the endpoint's template takes the path only by a parameter.
     */
    static boolean isElsewhere(HttpServletRequest request, String path, boolean byParameter) {
        if (isUpgrade(request)) return false;
        if (!isRead(request)) return request.getMethod().equals("OPTIONS") || isServlet(request);
        return byParameter && (isServlet(request) || !path.endsWith("/") && isFile(request.getServletContext(), path));
    }

    /** A servlet for everything counts for what no stream could answer: it is where Jakarta REST often is. */
    private static boolean isServlet(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        MappingMatch match = mapping == null ? null : mapping.getMappingMatch();
        if (match == null || match == MappingMatch.DEFAULT) return false;
        return !isRead(request) || !mapping.getPattern().equals("/*");
    }

    private static boolean isFile(ServletContext context, String path) {
        try {
            return context.getResource(path) != null;
        } catch (MalformedURLException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** Whether it asks for a WebSocket, rightly or not. */
    static boolean isUpgrade(HttpServletRequest request) {
        return hasToken(request, "Upgrade", "websocket");
    }

    static void checkMethod(HttpServletRequest request) {
        if (isRead(request)) return;
        throw new StreamException(
                ErrorCode.NOT_FOUND, "no route for method " + request.getMethod() + " (expected: GET)");
    }

    static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** The bytes of the request line and all header fields, as HTTP/1.1 writes them (RFC 9112, 3 and 5). */
    static long size(HttpServletRequest request) {
        String query = request.getQueryString();
        long size = request.getMethod().length() + request.getRequestURI().length() + " ?  HTTP/1.1".length();
        if (query != null) size += query.length();
        for (String name : Collections.list(request.getHeaderNames())) {
            for (String value : headers(request, name)) size += name.length() + value.length() + 4;
        }
        return size;
    }

    /** The strings that a handshake is made of. */
    static HandshakeValues values(HttpServletRequest request, Map<String, String> path) {
        try {
            return new HandshakeValues(
                    path,
                    UrlDecoder.query(request.getQueryString()),
                    name -> headers(request, name),
                    name -> cookies(request, name));
        } catch (IllegalArgumentException e) {
            throw new StreamException(
                    ErrorCode.INVALID_ARGUMENT, "unable to decode query string: " + e.getMessage(), null, e);
        }
    }

    private static List<String> cookies(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .toList();
    }

    /** Checks the opening handshake of RFC 6455, 4.2.1, so that no server answers what it lacks with a page of its own. */
    static void checkUpgrade(HttpServletRequest request) throws UpgradeRequiredException {
        if (!isUpgrade(request)) {
            throw new UpgradeRequiredException("this is a stream: connect with a WebSocket");
        }
        if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
            throw new UpgradeRequiredException("this is a stream: connect with version 13 of the WebSocket protocol");
        }
        if (!hasToken(request, "Connection", "upgrade")) throw refused("Connection header did not include 'upgrade'");
        if (!request.getMethod().equals("GET")) throw refused("a WebSocket handshake has the method GET");
        if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
            throw refused("Sec-WebSocket-Key is not the base64 of 16 bytes");
        }
    }

    private static StreamException refused(String why) {
        return new StreamException(ErrorCode.INVALID_ARGUMENT, why);
    }

    private static boolean hasToken(HttpServletRequest request, String header, String token) {
        return headers(request, header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(one -> one.strip().toLowerCase(Locale.ROOT).equals(token));
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.strip()).length == 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The other end, as the server says; Payara has no address if a proxy is to tell it and does not. */
    static Peer peer(HttpServletRequest request) {
        Origin asked = Origin.of(request.getScheme(), request.getServerName(), request.getServerPort());
        return new Peer(Addresses.parse(request.getRemoteAddr()), request.getRemotePort(), asked);
    }

    static @Nullable InetSocketAddress remoteAddress(Peer peer) {
        return peer.address() == null ? null : new InetSocketAddress(peer.address(), peer.port());
    }
}
