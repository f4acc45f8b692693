package org.rivulet.embedded.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails, or answers with the status that it is asked for. */
@WebServlet("/failing")
public class FailingServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getParameter("status") == null) throw new IllegalStateException("on purpose");
        response.sendError(Integer.parseInt(request.getParameter("status")));
    }
}
