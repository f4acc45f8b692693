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
import java.util.function.UnaryOperator;
import org.rivulet.internal.model.Types;

/** A method of a bean, called on the bean, so through its interceptors. Thread-safe. */
final class BeanMethod {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final BeanManager manager;
    private final Bean<?> bean;
    private final Method method;
    private final UnaryOperator<Throwable> loggable;

    /** A method, and what makes its problems such that the log may have them. */
    BeanMethod(BeanManager manager, Bean<?> bean, Method method, UnaryOperator<Throwable> loggable) {
        this.loggable = loggable;
        this.manager = manager;
        this.bean = bean;
        this.method = method;
        method.setAccessible(true);
    }

    /** What is ended when it is closed. */
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /** A request context for the calling thread: the one that it has, or a new one. */
    Scope inRequest() {
        Instance<RequestContextController> controllers =
                manager.createInstance().select(RequestContextController.class);
        RequestContextController request = controllers.get();
        boolean activated = request.activate();
        return () -> {
            if (activated) end(request::deactivate);
            end(() -> controllers.destroy(request));
        };
    }

    /** The bean, for one call. */
    Reference reference() {
        return new Reference();
    }

    /** A bean, destroyed when this is closed if it is @Dependent. */
    final class Reference implements Scope {

        private final CreationalContext<?> creation = manager.createCreationalContext(bean);

        private Reference() {}

        Object get() {
            return manager.getReference(bean, bean.getBeanClass(), creation);
        }

        @Override
        public void close() {
            end(creation::release);
        }
    }

    /** The method, to be called directly: a stack trace of the application need not have more of ours. */
    Method method() {
        return method;
    }

    /** What the method threw. */
    static Exception thrownBy(InvocationTargetException call) {
        if (call.getCause() instanceof Exception cause) return cause;
        if (call.getCause() instanceof Error cause) throw cause;
        return new UndeclaredThrowableException(call.getCause());
    }

    /** Each of them, whatever the one before threw: the thread's next stream must not find a context of this one. */
    void end(Runnable context) {
        try {
            context.run();
        } catch (Throwable problem) {
            LOG.log(
                    Level.WARNING,
                    () -> "A bean of " + Types.name(method) + " failed when it was destroyed",
                    loggable.apply(problem));
        }
    }
}
