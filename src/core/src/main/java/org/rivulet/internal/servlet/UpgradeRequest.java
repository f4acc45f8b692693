package org.rivulet.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.handshake.HeaderTunnel;
import org.rivulet.internal.model.PathTemplate;
import org.rivulet.internal.server.Server;

/**
 * The request as the container's upgrade and everything behind it shall see it: with the tunnelled headers, without the tunnel, and at a
 * path that the endpoint's URI template matches on every server. What differs between servers is how they take a trailing slash,
 * encoded characters and matrix parameters; so the container is shown the template with {@code -} for each parameter, and the
 * handshake has the values.
 */
final class UpgradeRequest extends HttpServletRequestWrapper {

    private static final String PROTOCOL = "sec-websocket-protocol";

    private final HeaderTunnel tunnel;
    private final String path;
    private final String uri;

    // owned by the thread of the request
    private @Nullable Known known;

    UpgradeRequest(HttpServletRequest request, HeaderTunnel tunnel, PathTemplate template) {
        super(request);
        this.tunnel = tunnel;
        this.path = template.examplePath();
        try {
            this.uri = getContextPath() + new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Finds out who it is from, if the container does not know yet: by what is in the tunnel, which the mechanism is asked about, if there is one; or else by what the
     * container itself did not look for.
     */
    void authenticate(@Nullable Mechanism mechanism, Server server) {
        if (super.getUserPrincipal() != null) return;
        if (mechanism == null) {
            if (getHeader("Authorization") != null) server.findCaller(this, MuteResponse.create());
        } else if (!tunnel.headers().isEmpty()) {
            known = mechanism.authenticate(this);
        }
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return known == null ? super.getUserPrincipal() : known.principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return known == null ? super.isUserInRole(role) : known.isIn(role);
    }

    @Override
    public @Nullable String getRemoteUser() {
        return known == null ? super.getRemoteUser() : known.principal().getName();
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public StringBuffer getRequestURL() {
        StringBuffer url = super.getRequestURL();
        url.setLength(url.indexOf("/", url.indexOf("://") + 3));
        return url.append(getRequestURI());
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(values(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Collections.list(super.getHeaderNames()));
        names.addAll(tunnel.headers().keySet());
        if (tunnel.protocols().isEmpty()) names.removeIf(PROTOCOL::equalsIgnoreCase);
        return Collections.enumeration(names);
    }

    private List<String> values(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.equals(PROTOCOL)) {
            return tunnel.protocols().isEmpty() ? List.of() : List.of(String.join(", ", tunnel.protocols()));
        }
        List<String> values = new ArrayList<>(Collections.list(super.getHeaders(name)));
        values.addAll(tunnel.headers().getOrDefault(key, List.of()));
        return values;
    }
}
