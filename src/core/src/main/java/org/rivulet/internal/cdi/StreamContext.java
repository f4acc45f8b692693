package org.rivulet.internal.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamScoped;

/** The context of {@link StreamScoped}: the beans of one stream, on the thread of its handler. Thread-safe. */
final class StreamContext implements AlterableContext {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final ThreadLocal<Beans> current = new ThreadLocal<>();

    /** The beans of one stream. Used by the thread of its handler alone. */
    private static final class Beans {

        private final @Nullable Object authData;
        private final UnaryOperator<Throwable> loggable;
        private final Map<Contextual<?>, Instance<?>> instances = new LinkedHashMap<>();

        Beans(@Nullable Object authData, UnaryOperator<Throwable> loggable) {
            this.authData = authData;
            this.loggable = loggable;
        }

        /** The newest first; one that is destroyed may call, and so create, others. */
        void destroyAll() {
            while (!instances.isEmpty()) {
                List<Contextual<?>> order = List.copyOf(instances.keySet());
                Instance<?> newest = Objects.requireNonNull(instances.remove(order.get(order.size() - 1)));
                try {
                    newest.destroy();
                } catch (RuntimeException | Error problem) {
                    LOG.log(
                            Level.WARNING,
                            () -> newest.contextual + " failed when it was destroyed",
                            loggable.apply(problem));
                }
            }
        }
    }

    private record Instance<T>(Contextual<T> contextual, T object, CreationalContext<T> creation) {

        void destroy() {
            contextual.destroy(object, creation);
        }
    }

    /** Activates the context on this thread, for a new stream of a caller with these auth data. Its problems are made such that the log may have them. */
    void begin(@Nullable Object authData, UnaryOperator<Throwable> loggable) {
        current.set(new Beans(authData, loggable));
    }

    /** The auth data of the stream, if its caller is authenticated. */
    Optional<Object> authData() {
        return Optional.ofNullable(beans().authData);
    }

    /** Destroys the stream's beans, and deactivates the context. */
    void end() {
        try {
            current.get().destroyAll();
        } finally {
            current.remove();
        }
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return StreamScoped.class;
    }

    @Override
    public <T> @Nullable T get(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
        T existing = get(contextual);
        if (existing != null || creation == null) return existing;
        T object = contextual.create(creation);
        beans().instances.put(contextual, new Instance<>(contextual, object, creation));
        return object;
    }

    @Override
    @SuppressWarnings("unchecked") // put() above
    public <T> @Nullable T get(Contextual<T> contextual) {
        Instance<T> instance = (Instance<T>) beans().instances.get(contextual);
        return instance == null ? null : instance.object;
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        Instance<?> instance = beans().instances.remove(contextual);
        if (instance != null) instance.destroy();
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    private Beans beans() {
        Beans beans = current.get();
        if (beans == null)
            throw new ContextNotActiveException(
                    "@StreamScoped is active, and @AuthData known, on the thread of a stream's handler only");
        return beans;
    }
}
