package org.rivulet.embedded;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.weld.Container;
import org.jboss.weld.SimpleCDI;
import org.jboss.weld.bean.builtin.BeanManagerProxy;
import org.jboss.weld.manager.BeanManagerImpl;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CDI#current()} answers: the application of the thread's context class loader, else the only one that runs.
 *
 * <p>The one static field of this module, because {@code CDI.current()} is static. Safe from any thread.
 */
final class CurrentCdi {

    private static final Map<String, Running> RUNNING = new ConcurrentHashMap<>();

    private record Running(ClassLoader loader, CDI<Object> cdi) {}

    private CurrentCdi() {}

    static void register(String id, ClassLoader loader, BeanManager beanManager) {
        BeanManagerImpl manager = BeanManagerProxy.unwrap(beanManager);
        CDI<Object> cdi = new SimpleCDI(Container.instance(id)) {
            @Override
            protected BeanManagerImpl unsatisfiedBeanManager(String callerClassName) {
                return manager;
            }

            @Override
            protected BeanManagerImpl ambiguousBeanManager(String caller, java.util.Set<BeanManagerImpl> managers) {
                return manager;
            }
        };
        RUNNING.put(id, new Running(loader, cdi));
        CDI.setCDIProvider(CurrentCdi::current);
    }

    static void unregister(String id) {
        RUNNING.remove(id);
    }

    private static CDI<Object> current() {
        Collection<Running> running = List.copyOf(RUNNING.values());
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (@Nullable ClassLoader l = loader; l != null; l = l.getParent()) {
            for (Running candidate : running) {
                if (candidate.loader() == l) {
                    return candidate.cdi();
                }
            }
        }
        if (running.size() == 1) {
            return running.iterator().next().cdi();
        }
        throw new IllegalStateException(
                running.isEmpty()
                        ? "No embedded server is running, so there is no current CDI container"
                        : running.size() + " embedded servers are running and the thread's context class loader ("
                                + loader + ") belongs to none of them");
    }
}
