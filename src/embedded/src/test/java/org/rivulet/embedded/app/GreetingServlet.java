package org.rivulet.embedded.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Found by its annotation, created by CDI. */
@WebServlet("/greet")
public class GreetingServlet extends HttpServlet {

    @Inject
    Greeter greeter;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(greeter.greet(request.getParameter("name")));
    }
}
