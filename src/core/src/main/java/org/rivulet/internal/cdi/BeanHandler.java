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
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.RivuletStream;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.EndpointModel.Role;
import org.rivulet.internal.model.Types;
import org.rivulet.internal.websocket.Handler;

/** Calls an endpoint method on its bean, so through its interceptors, with the request and the stream context active. Thread-safe. */
final class BeanHandler implements Handler {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final BeanManager manager;
    private final Bean<?> bean;
    private final Method method;
    private final List<Role> parameters;
    private final StreamContext streamContext;

    BeanHandler(BeanManager manager, Bean<?> bean, EndpointModel model, StreamContext streamContext) {
        this.manager = manager;
        this.bean = bean;
        this.method = model.method();
        this.parameters = model.parameters();
        this.streamContext = streamContext;
        method.setAccessible(true);
    }

    @Override
    public void handle(Supplier<? extends RivuletStream> stream, @Nullable Object handshake, Result result)
            throws Exception {
        Instance<RequestContextController> controllers =
                manager.createInstance().select(RequestContextController.class);
        RequestContextController request = controllers.get();
        CreationalContext<?> creation = manager.createCreationalContext(bean);
        boolean activated = request.activate();
        streamContext.begin();
        try {
            Object target = manager.getReference(bean, bean.getBeanClass(), creation);
            result.accept(method.invoke(target, arguments(stream.get(), handshake)));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) throw cause;
            if (e.getCause() instanceof Error cause) throw cause;
            throw new UndeclaredThrowableException(e.getCause());
        } finally {
            end(creation::release); // destroys the bean if it is @Dependent
            end(streamContext::end);
            if (activated) end(request::deactivate);
            end(() -> controllers.destroy(request));
        }
    }

    /** Each of them, whatever the one before threw: the thread's next stream must not find a context of this one. */
    private void end(Runnable context) {
        try {
            context.run();
        } catch (Throwable problem) {
            LOG.log(Level.WARNING, () -> "A bean of " + Types.name(method) + " failed when it was destroyed", problem);
        }
    }

    private @Nullable Object[] arguments(RivuletStream stream, @Nullable Object handshake) {
        return parameters.stream()
                .map(role -> role == Role.STREAM ? stream : handshake)
                .toArray();
    }
}
