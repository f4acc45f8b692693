package org.rivulet.internal.server;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The application's naming, security and class loading contexts (Jakarta Concurrency), where the server has them. */
final class ApplicationContext {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private ApplicationContext() {}

    /**
     * Runs tasks on whatever thread calls it, in the context of the thread that calls this. Captured once: a task that was
     * contextualised at the start of the application has its naming and transactions on a virtual thread too (measured on WildFly 39, Payara 7 and
     * Open Liberty 26).
     */
    @SuppressWarnings("BanJNDI") // a constant name
    static Executor capture() {
        try {
            Object service = new InitialContext().lookup("java:comp/DefaultContextService");
            return ((ContextService) service).createContextualProxy(Runnable::run, Executor.class);
        } catch (NamingException | NoClassDefFoundError | ClassCastException e) {
            LOG.log(Level.DEBUG, "No Jakarta Concurrency: handlers have no naming context", e);
            return Runnable::run;
        }
    }
}
