package org.rivulet.internal.cdi;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Types;
import org.rivulet.internal.websocket.Handler.Result;

/** A method of a bean, called on the bean, so through its interceptors. Thread-safe. */
final class BeanMethod {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final BeanManager manager;
    private final Bean<?> bean;
    private final Method method;

    BeanMethod(BeanManager manager, Bean<?> bean, Method method) {
        this.manager = manager;
        this.bean = bean;
        this.method = method;
        method.setAccessible(true);
    }

    /** What is done with the request context active. */
    @FunctionalInterface
    interface Body {

        /** Does it. */
        void run() throws Exception;
    }

    /** Does something with a request context active: the thread's, or a new one. */
    void inRequest(Body body) throws Exception {
        Instance<RequestContextController> controllers =
                manager.createInstance().select(RequestContextController.class);
        RequestContextController request = controllers.get();
        boolean activated = request.activate();
        try {
            body.run();
        } finally {
            if (activated) end(request::deactivate);
            end(() -> controllers.destroy(request));
        }
    }

    /**
     * Calls the method, and hands on what it returns while its bean lives.
     *
     * @throws Exception what the method threw, or the result's taker
     */
    void call(Supplier<@Nullable Object[]> arguments, Result result) throws Exception {
        CreationalContext<?> creation = manager.createCreationalContext(bean);
        try {
            Object target = manager.getReference(bean, bean.getBeanClass(), creation);
            result.accept(method.invoke(target, arguments.get()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new UndeclaredThrowableException(e.getCause());
        } finally {
            end(creation::release); // destroys the bean if it is @Dependent
        }
    }

    /** Each of them, whatever the one before threw: the thread's next stream must not find a context of this one. */
    void end(Runnable context) {
        try {
            context.run();
        } catch (Throwable problem) {
            LOG.log(Level.WARNING, () -> "A bean of " + Types.name(method) + " failed when it was destroyed", problem);
        }
    }
}
