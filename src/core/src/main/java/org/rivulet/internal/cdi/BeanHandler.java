package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.RivuletStream;
import org.rivulet.internal.cdi.BeanMethod.Reference;
import org.rivulet.internal.cdi.BeanMethod.Scope;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.websocket.Handler;
import org.rivulet.internal.websocket.Prepared;

/** Calls an endpoint method on its bean, with the request and the stream context active. Thread-safe. */
final class BeanHandler implements Handler {

    private final BeanMethod method;
    private final EndpointModel model;
    private final StreamContext streamContext;

    BeanHandler(BeanManager manager, Bean<?> bean, EndpointModel model, StreamContext streamContext) {
        this.method = new BeanMethod(manager, bean, model.method(), model::loggable);
        this.model = model;
        this.streamContext = streamContext;
    }

    @Override
    public void handle(Supplier<? extends RivuletStream> stream, Prepared prepared, Result result) throws Exception {
        Identity identity = prepared.identity();
        Object authData = identity == null ? null : identity.data();
        try (Scope request = method.inRequest()) {
            streamContext.begin(authData, model::loggable);
            try (Reference bean = method.reference()) {
                Object target = bean.get();
                result.accept(method.method().invoke(target, arguments(stream.get(), prepared.handshake(), authData)));
            } catch (InvocationTargetException e) {
                throw BeanMethod.thrownBy(e);
            } finally {
                method.end(streamContext::end);
            }
        }
    }

    private @Nullable Object[] arguments(RivuletStream stream, @Nullable Object handshake, @Nullable Object authData) {
        return model.parameters().stream()
                .map(role -> switch (role) {
                    case STREAM -> stream;
                    case HANDSHAKE -> handshake;
                    case AUTH_DATA -> Objects.requireNonNull(authData, "the endpoint has auth = true");
                    case OPTIONAL_AUTH_DATA -> Optional.ofNullable(authData);
                })
                .toArray();
    }
}
