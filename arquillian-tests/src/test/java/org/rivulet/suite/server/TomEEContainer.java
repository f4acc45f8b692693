package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** TomEE, by the commands of its launcher. */
public final class TomEEContainer extends ProcessContainer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path LAUNCHER =
            Path.of("src/test/tomee/TomeeLauncher.java").toAbsolutePath();
    private static final List<String> OPENED =
            List.of("java.lang", "java.net", "java.io", "java.util", "sun.net.www.protocol.jar");

    /** For Arquillian. */
    public TomEEContainer() {
        super(TomEE.PORT);
    }

    @Override
    ProcessBuilder command(Distribution server) {
        Path java = server.jdk().orElseThrow().home().resolve("bin/java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx512m"));
        OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        command.addAll(
                List.of("-cp", server.home() + "/lib/*", LAUNCHER.toString(), String.valueOf(TomEE.PORT), "work"));
        return Command.process(server.home(), server.log(), command.toArray(String[]::new));
    }

    @Override
    boolean isReady() {
        return Distribution.current().logged().contains("SUITE ready");
    }

    /** TomEE knows an application by its file, and unpacks it beside that. */
    @Override
    void deploy(Path archive) throws IOException {
        Path file = wars().resolve(archive.getFileName());
        Folders.delete(unpacked(archive.getFileName().toString()));
        Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
        tell("deploy " + contextOf(archive.getFileName().toString()) + " " + file);
    }

    @Override
    void undeploy(String archive) throws IOException {
        tell("undeploy " + contextOf(archive));
        Folders.delete(unpacked(archive));
    }

    private void tell(String command) throws IOException {
        int before = Distribution.current().logged().length();
        process().getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process().getOutputStream().flush();
        Waiting.until(PATIENCE, "an answer to " + command, () -> answer(before).contains("SUITE "));
        if (answer(before).contains("SUITE failed")) throw new IllegalStateException(command + ": " + answer(before));
    }

    private static String answer(int from) {
        return Distribution.current().loggedSince(from);
    }

    private static String contextOf(String archive) {
        return archive.substring(0, archive.lastIndexOf('.'));
    }

    private static Path wars() {
        return Distribution.current().home().resolve("wars");
    }

    private static Path unpacked(String archive) {
        return wars().resolve(contextOf(archive));
    }
}
