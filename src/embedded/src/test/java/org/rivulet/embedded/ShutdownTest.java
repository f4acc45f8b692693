package org.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {

    /** The beans' class loader is the test's, so they can write here. */
    private static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    @ApplicationScoped
    static class Bean {
        void started(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
            EVENTS.add("CDI initialized");
        }

        void ended(@Observes @Destroyed(ApplicationScoped.class) ServletContext context) {
            EVENTS.add("CDI destroyed");
        }

        @PreDestroy
        void destroy() {
            EVENTS.add("bean destroyed");
        }
    }

    @WebListener
    static class FirstListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            EVENTS.add("first initialized");
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            EVENTS.add("first destroyed, sessions open: " + HoldingEndpoint.open.isOpen());
        }
    }

    public static class Initializer implements ServletContainerInitializer {
        @Override
        public void onStartup(Set<Class<?>> types, ServletContext context) {
            context.addListener(SecondListener.class);
        }
    }

    public static class SecondListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            EVENTS.add("second initialized");
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            EVENTS.add("second destroyed, sessions open: " + HoldingEndpoint.open.isOpen());
            try {
                HoldingEndpoint.open.getBasicRemote().sendText("last words");
            } catch (IOException e) {
                EVENTS.add(e.toString());
            }
        }
    }

    @ServerEndpoint("/hold")
    public static class HoldingEndpoint {
        static volatile Session open;

        @OnOpen
        public void opened(Session session) {
            open = session;
        }

        @OnClose
        public void closed(CloseReason reason) {
            EVENTS.add("session closed");
        }
    }

    @TempDir
    Path folder;

    @BeforeEach
    void forget() {
        EVENTS.clear();
        HoldingEndpoint.open = null;
    }

    private EmbeddedServer start() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ServletContainerInitializer.class.getName()), Initializer.class.getName());
        URL[] classPath = {folder.toUri().toURL()};
        return EmbeddedServer.builder()
                .classLoader(new URLClassLoader(classPath, getClass().getClassLoader()))
                .beans(Bean.class, FirstListener.class, HoldingEndpoint.class)
                .start();
    }

    private static Calls.Client connect(EmbeddedServer server) throws Exception {
        Calls.Client client = Calls.connect(server, "/hold");
        awaitOpen();
        return client;
    }

    /** The client may know of the connection before the server's endpoint does. */
    private static void awaitOpen() throws InterruptedException {
        for (int i = 0; HoldingEndpoint.open == null && i < 500; i++) {
            Thread.sleep(10);
        }
    }

    @Test
    void listenersThenSessionsThenBeansEnd() throws Exception {
        EmbeddedServer server = start();
        Calls.Client client = connect(server);
        server.close();
        assertThat(EVENTS)
                .containsExactly(
                        "CDI initialized",
                        "first initialized",
                        "second initialized",
                        "second destroyed, sessions open: true",
                        "first destroyed, sessions open: true",
                        "session closed",
                        "CDI destroyed",
                        "bean destroyed");
        assertThat(client.messages.poll(5, TimeUnit.SECONDS)).isEqualTo("last words");
        assertThat(client.closed.get(5, TimeUnit.SECONDS).getCloseCode()).isEqualTo(CloseReason.CloseCodes.GOING_AWAY);
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        EmbeddedServer server = start();
        connect(server);
        server.close();
        int events = EVENTS.size();
        server.close();
        assertThat(EVENTS).hasSize(events);
    }

    @Test
    void thePortIsFreeAfterwardsAndNoThreadRemains() throws Exception {
        EmbeddedServer server = start();
        connect(server);
        int port = server.uri().getPort();
        server.close();
        assertThatThrownBy(() -> new Socket("localhost", port).close()).isInstanceOf(IOException.class);
        try (EmbeddedServer next = EmbeddedServer.builder().port(port).start()) {
            assertThat(next.uri().getPort()).isEqualTo(port);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("rivulet"));
    }

    @Test
    void aClientThatDoesNotAnswerDelaysTheEndByAMomentOnly() throws Exception {
        EmbeddedServer server = start();
        try (Socket mute = new Socket("localhost", server.uri().getPort())) {
            mute.getOutputStream().write("""
                            GET /hold HTTP/1.1
                            Host: localhost
                            Upgrade: websocket
                            Connection: Upgrade
                            Sec-WebSocket-Version: 13
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(mute.getInputStream().read()).isEqualTo('H');
            awaitOpen();
            Instant before = Instant.now();
            server.close();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            while (mute.getInputStream().read() >= 0) {
                // Up to the end of the stream: the connection is cut
            }
        }
    }
}
