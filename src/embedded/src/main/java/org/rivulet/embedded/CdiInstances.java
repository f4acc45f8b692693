package org.rivulet.embedded;

import io.undertow.servlet.api.ClassIntrospecter;
import io.undertow.servlet.api.InstanceFactory;
import io.undertow.servlet.api.InstanceHandle;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.enterprise.inject.spi.Unmanaged.UnmanagedInstance;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets CDI create and inject whatever the container instantiates: servlets, filters, listeners, annotated endpoints.
 * Thread-safe.
 */
record CdiInstances(BeanManager beanManager) implements ClassIntrospecter {

    @Override
    public <T> InstanceFactory<T> createInstanceFactory(Class<T> type) {
        Unmanaged<T> unmanaged = new Unmanaged<>(beanManager, type);
        return () -> {
            UnmanagedInstance<T> instance = unmanaged.newInstance();
            instance.produce().inject().postConstruct();
            return new Handle<>(instance);
        };
    }

    private static final class Handle<T> implements InstanceHandle<T> {

        private final UnmanagedInstance<T> instance;
        private final AtomicBoolean released = new AtomicBoolean();

        private Handle(UnmanagedInstance<T> instance) {
            this.instance = instance;
        }

        @Override
        public T getInstance() {
            return instance.get();
        }

        @Override
        public void release() {
            // Undertow 2.3 releases an endpoint once for the close frame and once more for the connection
            if (released.compareAndSet(false, true)) {
                instance.preDestroy().dispose();
            }
        }
    }
}
