package org.rivulet.internal.server;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The application's naming, security and class loading contexts (Jakarta Concurrency), where the server has them. */
final class ApplicationContext {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final Supplier<Executor> capture;

    private ApplicationContext(Supplier<Executor> capture) {
        this.capture = capture;
    }

    /** Finds them for the application whose naming context the calling thread has. */
    @SuppressWarnings("BanJNDI") // a constant name
    static ApplicationContext find() {
        try {
            ContextService service = (ContextService) new InitialContext().lookup("java:comp/DefaultContextService");
            return new ApplicationContext(() -> service.createContextualProxy(Runnable::run, Executor.class));
        } catch (NamingException | NoClassDefFoundError | ClassCastException e) {
            LOG.log(Level.DEBUG, "No Jakarta Concurrency: handlers have no naming context", e);
            return new ApplicationContext(() -> Runnable::run);
        }
    }

    /**
     * Runs tasks on whatever thread calls it, in the context of the thread that calls this. A task that was contextualised once, at
     * the start of the application or in a request, has its naming and transactions on a virtual thread too (measured on WildFly 39,
     * Payara 7 and Open Liberty 26).
     */
    Executor capture() {
        return capture.get();
    }
}
