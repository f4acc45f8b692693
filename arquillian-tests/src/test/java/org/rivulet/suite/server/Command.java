package org.rivulet.suite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of a server's own, run to its end. */
final class Command {

    private static final long MINUTES = 3;

    private Command() {}

    /** Runs a command by the JDK of the current server, in this folder; what it prints. */
    static String run(Path folder, String... command) {
        try {
            Path output = Files.createTempFile("command", ".log");
            Process process = process(folder, output, command).start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES))
                process.destroyForcibly().waitFor();
            String printed = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() == 0) return printed;
            throw new IllegalStateException(List.of(command) + " failed: " + printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A process by the JDK of the current server, its output in a file. */
    static ProcessBuilder process(Path folder, Path output, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        String java = Distribution.current().jdk().orElseThrow().home().toString();
        builder.environment().putAll(Map.of("JAVA_HOME", java, "AS_JAVA", java, "NOPAUSE", "true"));
        return builder.redirectErrorStream(true).redirectOutput(output.toFile());
    }
}
