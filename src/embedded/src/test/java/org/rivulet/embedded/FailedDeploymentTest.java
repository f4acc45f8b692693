package org.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rivulet.embedded.app.Greeter;

class FailedDeploymentTest {

    @ApplicationScoped
    static class Unsatisfied {
        @Inject
        Runnable nobody;
    }

    @ApplicationScoped
    public static class Unproxyable {
        @ApplicationScoped
        public static final class Final {}

        public final String field = "public fields do not go with a proxy";
    }

    @WebListener
    public static class FailingListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalArgumentException("the listener's own message");
        }
    }

    @TempDir
    Path folder;

    @Test
    void anUnsatisfiedDependencyIsThrownAsWeldThrewIt() throws Exception {
        assertLeavesNothing(DeploymentException.class, "Unsatisfied.nobody", Unsatisfied.class);
    }

    @Test
    void aWrongDefinitionIsThrownAsWeldThrewIt() throws Exception {
        assertLeavesNothing(DefinitionException.class, "field", Unproxyable.class);
    }

    @Test
    void aListenersExceptionIsThrownAsItIs() throws Exception {
        assertLeavesNothing(IllegalArgumentException.class, "the listener's own message", FailingListener.class);
    }

    private void assertLeavesNothing(Class<? extends Exception> type, String message, Class<?> bean) throws Exception {
        int port = freePort();
        Path war = new TestWar().classes(bean).writeTo(folder.resolve("failing.war"));
        List<Path> before = temporaryFolders();
        for (ServerBuilder builder : new ServerBuilder[] {
            EmbeddedServer.builder().port(port).beans(bean),
            EmbeddedServer.builder().port(port).war(war)
        }) {
            assertThatThrownBy(builder::start).isInstanceOf(type).hasMessageContaining(message);
            assertThatThrownBy(() -> new Socket("localhost", port).close()).isInstanceOf(IOException.class);
            assertThatThrownBy(CDI::current).hasMessageStartingWith("No embedded server is running");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("rivulet"));
            assertThat(temporaryFolders()).isEqualTo(before);
        }
        try (EmbeddedServer next =
                EmbeddedServer.builder().port(port).beans(Greeter.class).start()) {
            assertThat(next.select(Greeter.class).get().greet("again")).isEqualTo("Hello again");
        }
    }

    @Test
    void aTakenPortIsSaidSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThatThrownBy(() ->
                            EmbeddedServer.builder().port(taken.getLocalPort()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(BindException.class)
                    .hasMessageContaining("Cannot listen on localhost:" + taken.getLocalPort());
        }
    }

    /** Those of this process: others here may run servers too. */
    private static List<Path> temporaryFolders() throws IOException {
        String prefix = "rivulet-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            return socket.getLocalPort();
        }
    }
}
