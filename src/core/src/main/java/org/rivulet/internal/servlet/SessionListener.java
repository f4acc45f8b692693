package org.rivulet.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.websocket.Deployment;

/** Tells the streams of a caller when the HTTP session ends by which they were opened. Thread-safe. */
final class SessionListener implements HttpSessionListener, HttpSessionIdListener {

    private final FrontFilter filter;

    SessionListener(FrontFilter filter) {
        this.filter = filter;
    }

    /** The id of the session that the container knows the caller of a request by; null if there is neither, and then there will be none. */
    static @Nullable String loginOf(HttpServletRequest request) {
        if (request.getUserPrincipal() == null) return null;
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        Deployment deployment = filter.deployment();
        if (deployment != null) deployment.logins().ended(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String old) {
        Deployment deployment = filter.deployment();
        if (deployment != null)
            deployment.logins().renamed(old, event.getSession().getId());
    }
}
