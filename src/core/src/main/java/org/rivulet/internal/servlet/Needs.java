package org.rivulet.internal.servlet;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.websocket.Deployment;

/** What Rivulet needs of the server. One that lacks it, or even its API, is told so in a sentence. */
final class Needs {

    private Needs() {}

    /** What CDI has found in the application. */
    static Deployment deployment(ServletContext context) {
        Instance<Deployment> found;
        try {
            found = manager(context).createInstance().select(Deployment.class);
        } catch (IllegalStateException | NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Rivulet needs CDI 4.0, and this application has none: enable it in the server, or add an"
                            + " implementation, such as Weld, to WEB-INF/lib",
                    e);
        }
        if (found.isResolvable()) return found.get();
        throw new IllegalStateException(
                "CDI runs in this application, but not Rivulet's extension: put rivulet.jar into WEB-INF/lib, and do"
                        + " not switch portable extensions off. Some servers run it in one WAR of an EAR only: deploy the other"
                        + " WARs with streams on their own");
    }

    /**
     * Weld's own listener leaves its manager in the context, and Jakarta EE has the module's in its naming context. Both are surer
     * than CDI.current(), which knows one application where several share a Weld, and one WAR of an EAR on Payara, whose
     * WARs have a CDI each.
     */
    static BeanManager manager(ServletContext context) {
        if (context.getAttribute(BeanManager.class.getName()) instanceof BeanManager left) return left;
        BeanManager named = named();
        return named == null ? CDI.current().getBeanManager() : named;
    }

    @SuppressWarnings("BanJNDI") // a constant name
    private static @Nullable BeanManager named() {
        try {
            return new InitialContext().lookup("java:comp/BeanManager") instanceof BeanManager manager ? manager : null;
        } catch (NamingException | NoClassDefFoundError e) {
            return null;
        }
    }

    /** What upgrades the application's connections. */
    static ServerContainer container(ServletContext context) {
        ServerContainer container = containerIn(context);
        if (container != null) return container;
        throw new IllegalStateException(
                "Rivulet needs Jakarta WebSocket 2.1, and this server has no ServerContainer for the application:"
                        + " enable its WebSocket support");
    }

    private static @Nullable ServerContainer containerIn(ServletContext context) {
        try {
            return (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        } catch (NoClassDefFoundError e) {
            return null;
        }
    }
}
