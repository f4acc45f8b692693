package org.rivulet.suite.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.shrinkwrap.api.Archive;
import org.rivulet.embedded.Main;

/** The embedded server in a process of its own, in whose JVM nothing else lives: for tests that count what is there. */
public final class EmbeddedProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(1);
    private static final int VIRTUAL_THREADS = 21;

    private final Process process;
    private final String address;

    private EmbeddedProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Serves a WAR on a port that is free; so many handlers may have platform threads. */
    public static EmbeddedProcess serving(Archive<?> war, int handlers) throws IOException {
        int port = freePort();
        String context = Archives.contextPath(war.getName());
        int before = Distribution.current().logged().length();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = Command.process(
                        Distribution.current().unpacked(),
                        Distribution.current().log(),
                        java.toString(),
                        "-Drivulet.handler-threads=" + handlers,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--context=" + context,
                        Archives.export(war).toString())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Waiting.until(START, war.getName() + " to be served", () -> {
            String log = Distribution.current().loggedSince(before);
            if (!process.isAlive()) throw new IllegalStateException(log);
            return log.contains("Serving ");
        });
        return new EmbeddedProcess(process, "ws://127.0.0.1:" + port + context);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The address of a path of the WAR. */
    public URI uri(String path) {
        return URI.create(address + path);
    }

    /** Whether handlers have virtual threads there. */
    public boolean hasVirtualThreads() {
        return Runtime.version().feature() >= VIRTUAL_THREADS;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
