package org.rivulet.internal.servlet;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/**
 * The application's authentication mechanism, where it is one of Jakarta Security: the application's own, or what a server has for MicroProfile JWT. The container asks it
 * before our filter sees the request, and so without what is in the header tunnel; here it is asked once more, with that. Thread-safe.
 */
final class Mechanism {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final BeanManager manager;
    private final Bean<?> bean;

    private Mechanism(BeanManager manager, Bean<?> bean) {
        this.manager = manager;
        this.bean = bean;
    }

    /** That of an application; null if it has none, or several, of which the server knows which is meant. */
    static @Nullable Mechanism find(ServletContext context) {
        try {
            BeanManager manager = Needs.manager(context);
            Bean<?> bean = manager.resolve(manager.getBeans(HttpAuthenticationMechanism.class));
            return bean == null ? null : new Mechanism(manager, bean);
        } catch (AmbiguousResolutionException e) {
            LOG.log(Level.DEBUG, "Credentials in a header tunnel are for the auth handler alone", e);
            return null;
        }
    }

    /**
     * Whoever the mechanism finds the request to come from; null if that is nobody.
     *
     * @throws StreamException {@link ErrorCode#UNAUTHENTICATED} if it finds the credentials wrong
     */
    @Nullable
    Known authenticate(HttpServletRequest request) {
        CreationalContext<?> context = manager.createCreationalContext(bean);
        try {
            Dialogue dialogue = new Dialogue(request);
            AuthenticationStatus status = ((HttpAuthenticationMechanism)
                            manager.getReference(bean, HttpAuthenticationMechanism.class, context))
                    .validateRequest(request, dialogue.getResponse(), dialogue);
            if (status == AuthenticationStatus.SEND_FAILURE) throw new StreamException(ErrorCode.UNAUTHENTICATED);
            return status == AuthenticationStatus.SUCCESS ? dialogue.known() : null;
        } catch (AuthenticationException e) { // its words may be the client's
            throw new StreamException(ErrorCode.UNAUTHENTICATED);
        } finally {
            context.release();
        }
    }
}
