package org.rivulet.internal.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import org.rivulet.internal.websocket.Logins;

/** A request by a session that has opened streams: when its caller logs out, and keeps the session, no listener is told. */
final class LogoutRequest extends HttpServletRequestWrapper {

    private final Logins logins;

    private LogoutRequest(HttpServletRequest request, Logins logins) {
        super(request);
        this.logins = logins;
    }

    /** The request itself, unless it may end somebody's login. */
    static HttpServletRequest wrap(HttpServletRequest request, Logins logins) {
        boolean mayEnd = request.getRequestedSessionId() != null && !logins.isEmpty();
        return mayEnd ? new LogoutRequest(request, logins) : request;
    }

    @Override
    public void logout() throws ServletException {
        String login = SessionListener.loginOf(this);
        super.logout();
        if (login == null) return;
        logins.ended(login);
        HttpSession session = getSession(false); // some servers give it another id when they log its caller out
        if (session != null) logins.ended(session.getId());
    }
}
