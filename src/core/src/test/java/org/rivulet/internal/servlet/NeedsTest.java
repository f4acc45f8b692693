package org.rivulet.internal.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.EmbeddedServer;

/** Servers that lack something. */
class NeedsTest {

    @StreamService
    static class Ticks {
        @StreamEndpoint(path = "/ticks", expose = true)
        void ticks(StreamOut<String> stream) {}
    }

    /** A naming context with a manager in it. */
    public static final class Naming implements InitialContextFactory {

        private static @Nullable BeanManager manager;

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    NeedsTest.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("lookup") && arguments[0].equals("java:comp/BeanManager"))
                            return manager;
                        throw new NameNotFoundException(method.getName());
                    });
        }
    }

    @Test
    void noCdiFailsTheDeployment() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(Map.of(), Set.of(Ticks.class)))
                .withMessageStartingWith("Rivulet needs CDI 4.0, and this application has none: enable it");
    }

    @Test
    void noCdiIsNoMatterWithoutEndpoints() {
        assertThatCode(() -> start(Map.of(), Set.of())).doesNotThrowAnyException();
    }

    @Test
    void noWebSocketContainerFailsTheDeployment() {
        try (EmbeddedServer server =
                EmbeddedServer.builder().port(0).beans(Ticks.class).start()) {
            BeanManager manager = server.select(BeanManager.class).get();
            assertThatIllegalStateException()
                    .isThrownBy(() -> start(Map.of(BeanManager.class.getName(), manager), Set.of(Ticks.class)))
                    .withMessageStartingWith("Rivulet needs Jakarta WebSocket 2.1");
        }
    }

    /** CDI.current() may be that of another module. */
    @Test
    void theManagerInTheNamingContextIsTheModules() {
        try (EmbeddedServer own =
                        EmbeddedServer.builder().port(0).beans(Ticks.class).start();
                EmbeddedServer neighbour = EmbeddedServer.builder().port(0).start()) {
            assertThatIllegalStateException().isThrownBy(CDI::current);
            Naming.manager = own.select(BeanManager.class).get();
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
            assertThatIllegalStateException()
                    .isThrownBy(() -> start(Map.of(), Set.of(Ticks.class)))
                    .withMessageStartingWith("Rivulet needs Jakarta WebSocket 2.1");
        } finally {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
            Naming.manager = null;
        }
    }

    private static void start(Map<String, Object> attributes, Set<Class<?>> annotated) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                NeedsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getAttribute") ? attributes.get((String) arguments[0]) : null);
        new StreamListener(new FrontFilter(), annotated).contextInitialized(new ServletContextEvent(context));
    }
}
