package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;

/** Payara Micro, started anew for each deployment: its adapter knows one process only, and no address but that of the network card. */
public final class PayaraMicroContainer extends OwnContainer {

    /** On a busy machine it took more than two minutes. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int FIRST_PORT = 14080;

    private final Map<String, Process> processes = new ConcurrentHashMap<>();

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        int port = FIRST_PORT + processes.size();
        try {
            int before = Distribution.current().logged().length();
            Process process = command(archive, port).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            processes.put(archive.getName(), process);
            Waiting.until(START, archive.getName() + " to be deployed", () -> {
                String log = Distribution.current().logged().substring(before);
                if (!process.isAlive()) throw new IllegalStateException(log);
                return log.contains(" ready in ");
            });
        } catch (IOException | RuntimeException | AssertionError e) {
            undeploy(archive);
            throw new DeploymentException("cannot deploy " + archive.getName(), e);
        }
        return at(port);
    }

    private static ProcessBuilder command(Archive<?> archive, int port) throws IOException {
        Distribution server = Distribution.current();
        Path root = Files.createTempDirectory(server.home(), "root");
        String context = Archives.contextPath(archive.getName());
        return Command.process(
                server.home(),
                server.log(),
                server.jdk().orElseThrow().home().resolve("bin/java").toString(),
                "-Xmx512m",
                "-jar",
                jar(server.home()),
                "--rootDir",
                root.toString(),
                "--port",
                String.valueOf(port),
                "--nocluster",
                "--prebootcommandfile",
                PayaraMicro.BOOT_COMMANDS,
                "--deploy",
                Archives.export(archive).toString(),
                "--contextRoot",
                context.isEmpty() ? "/" : context);
    }

    private static String jar(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findAny()
                    .orElseThrow()
                    .toString();
        }
    }

    @Override
    public void undeploy(Archive<?> archive) {
        Process process = processes.remove(archive.getName());
        if (process != null) end(process);
    }

    @Override
    public void stop() {
        processes.values().forEach(PayaraMicroContainer::end);
        processes.clear();
    }

    private static void end(Process process) {
        process.destroy();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
