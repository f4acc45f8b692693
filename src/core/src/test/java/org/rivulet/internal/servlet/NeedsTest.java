package org.rivulet.internal.servlet;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
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

    private static void start(Map<String, Object> attributes, Set<Class<?>> annotated) {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                NeedsTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getAttribute") ? attributes.get((String) arguments[0]) : null);
        new StreamListener(new FrontFilter(), annotated).contextInitialized(new ServletContextEvent(context));
    }
}
