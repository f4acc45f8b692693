package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.codec.Codecs;
import org.rivulet.internal.codec.JsonBinding;
import org.rivulet.internal.handshake.Constraints;
import org.rivulet.spi.HandshakeConverter;

/** The beans of the application that take the place of what Rivulet would do itself. */
final class ApplicationBeans implements Codecs.Instances {

    private static final Logger LOG = System.getLogger("org.rivulet");

    /** By the rules of typesafe resolution, the raw type would find only converters of Object. */
    private static final Type CONVERTERS = new TypeLiteral<HandshakeConverter<?>>() {}.getType();

    private final BeanManager manager;
    private final Map<Type, HandshakeConverter<?>> converters = new HashMap<>();
    private final Constraints constraints;

    ApplicationBeans(BeanManager manager) {
        this.manager = manager;
        this.constraints = findConstraints();
        for (Bean<?> bean : manager.getBeans(CONVERTERS, Any.Literal.INSTANCE)) {
            for (Type type : bean.getTypes()) {
                if (type instanceof ParameterizedType p && p.getRawType() == HandshakeConverter.class) {
                    converters.put(p.getActualTypeArguments()[0], (HandshakeConverter<?>) reference(bean, type));
                }
            }
        }
    }

    /** The application's own Jsonb, else a default one; null if the server has none, or not even the API. */
    @Nullable
    JsonBinding json() {
        try {
            Set<Bean<?>> beans = manager.getBeans(Jsonb.class);
            return beans.isEmpty()
                    ? defaultJson()
                    : new JsonBinding((Jsonb) reference(manager.resolve(beans), Jsonb.class), true);
        } catch (NoClassDefFoundError e) {
            LOG.log(Level.DEBUG, "No JSON Binding", e);
            return null;
        }
    }

    private static @Nullable JsonBinding defaultJson() {
        try {
            return new JsonBinding(JsonbBuilder.create(), false);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "No JSON Binding", e);
            return null;
        }
    }

    @Nullable
    HandshakeConverter<?> converter(Type type) {
        return converters.get(type);
    }

    Constraints constraints() {
        return constraints;
    }

    private Constraints findConstraints() {
        try {
            return BeanValidation.find(manager);
        } catch (NoClassDefFoundError e) {
            return Constraints.NONE;
        }
    }

    private Object reference(Bean<?> bean, Type type) {
        return manager.getReference(bean, type, manager.createCreationalContext(bean));
    }

    @Override
    public <T> T create(Class<T> type, Consumer<Runnable> destroy) {
        Unmanaged.UnmanagedInstance<T> instance = new Unmanaged<>(manager, type).newInstance();
        T object = instance.produce().inject().postConstruct().get();
        destroy.accept(() -> instance.preDestroy().dispose());
        return object;
    }
}
