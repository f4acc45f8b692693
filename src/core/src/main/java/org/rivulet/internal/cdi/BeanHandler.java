package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.RivuletStream;
import org.rivulet.internal.handshake.Authenticator.Identity;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.EndpointModel.Role;
import org.rivulet.internal.websocket.Handler;
import org.rivulet.internal.websocket.Prepared;

/** Calls an endpoint method on its bean, with the request and the stream context active. Thread-safe. */
final class BeanHandler implements Handler {

    private final BeanMethod method;
    private final List<Role> parameters;
    private final StreamContext streamContext;

    BeanHandler(BeanManager manager, Bean<?> bean, EndpointModel model, StreamContext streamContext) {
        this.method = new BeanMethod(manager, bean, model.method());
        this.parameters = model.parameters();
        this.streamContext = streamContext;
    }

    @Override
    public void handle(Supplier<? extends RivuletStream> stream, Prepared prepared, Result result) throws Exception {
        Identity identity = prepared.identity();
        Object authData = identity == null ? null : identity.data();
        method.inRequest(() -> {
            streamContext.begin(authData);
            try {
                method.call(() -> arguments(stream.get(), prepared.handshake(), authData), result);
            } finally {
                method.end(streamContext::end);
            }
        });
    }

    private @Nullable Object[] arguments(RivuletStream stream, @Nullable Object handshake, @Nullable Object authData) {
        return parameters.stream()
                .map(role -> switch (role) {
                    case STREAM -> stream;
                    case HANDSHAKE -> handshake;
                    case AUTH_DATA -> Objects.requireNonNull(authData, "the endpoint has auth = true");
                    case OPTIONAL_AUTH_DATA -> Optional.ofNullable(authData);
                })
                .toArray();
    }
}
