package org.rivulet.suite.beside;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet at a path of its own, and at one that a stream's parameter would take. */
@WebServlet({"/plain/*", "/greet/servlet"})
public class PlainServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("/fail".equals(request.getPathInfo())) throw new IllegalStateException("as asked");
        response.setContentType("text/plain");
        response.getWriter().print("servlet, " + getServletContext().getAttribute("started"));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print("posted " + request.getReader().readLine());
    }
}
