package org.rivulet.embedded;

import io.undertow.websockets.jsr.ServerWebSocketContainer;
import io.undertow.websockets.jsr.UndertowSession;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.server.ServerContainer;
import org.xnio.IoUtils;

/**
 * Closes the sessions which the application's own listeners left open. Undertow 2.3 would do so too, but waits ten seconds
 * for a client that does not answer.
 */
final class WebSocketCloser implements ServletContextListener {

    private static final int PATIENCE_MILLIS = 1_000;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (event.getServletContext().getAttribute(ServerContainer.class.getName())
                instanceof ServerWebSocketContainer container) {
            container.close(PATIENCE_MILLIS);
            container.getConfiguredServerEndpoints().stream()
                    .flatMap(endpoint -> endpoint.getOpenSessions().stream())
                    .forEach(session -> IoUtils.safeClose(((UndertowSession) session).getWebSocketChannel()));
        }
    }
}
