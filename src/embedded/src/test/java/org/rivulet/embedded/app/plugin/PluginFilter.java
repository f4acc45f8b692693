package org.rivulet.embedded.app.plugin;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Runs before the container's WebSocket filter, or it could not refuse an upgrade. */
public class PluginFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (request.getParameter("plugin") == null ? "" : request.getParameter("plugin")) {
            case "refuse" -> response.sendError(418);
            case "uri" -> response.getWriter().print(request.getRequestURI());
            case "handled" ->
                response.getWriter().print(request.getServletContext().getAttribute(PluginInitializer.HANDLED));
            case "bean" ->
                response.getWriter()
                        .print(CDI.current().select(PluginBean.class).get().where());
            case "extension" ->
                response.getWriter()
                        .print(CDI.current().select(StringBuilder.class).get());
            case "param" ->
                response.getWriter().print(request.getServletContext().getInitParameter(request.getParameter("name")));
            default -> chain.doFilter(request, response);
        }
    }
}
