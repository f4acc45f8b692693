package org.rivulet.suite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of a server's own, run to its end. */
final class Command {

    private static final long MINUTES = 5;

    /** For asadmin, which gives a domain one minute to start, and leaves it then: too little on a busy machine. */
    private static final String START_MILLIS = "240000";

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

    /** Runs Maven on the pom of a folder, as the README there says. */
    static void maven(Path folder, String... arguments) {
        String maven = Path.of(System.getProperty("suite.maven"), "bin", "mvn").toString();
        String repository = "-Dmaven.repo.local=" + System.getProperty("suite.repository");
        List<String> command = new ArrayList<>(List.of(maven, "-B", "-q", repository));
        command.addAll(List.of(arguments));
        run(folder, command.toArray(String[]::new));
    }

    /** A process by the JDK of the current server, its output in a file. */
    static ProcessBuilder process(Path folder, Path output, String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        String java = Distribution.current().jdk().orElseThrow().home().toString();
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", java, "AS_JAVA", java, "AS_START_TIMEOUT", START_MILLIS, "NOPAUSE", "true"));
        return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    }
}
