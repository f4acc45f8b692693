package org.rivulet.suite.app.environment;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a caller does with the HTTP session, behind a constraint of the web.xml that everybody known passes. */
@WebServlet("/members/session/*")
public class SessionServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getPathInfo()) {
            case "/begin" -> request.getSession();
            case "/rename" -> request.changeSessionId();
            case "/logout" -> request.logout();
            case "/invalidate" -> request.getSession().invalidate();
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
