package org.rivulet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @ApplicationScoped
    static class FirstMistake {
        @Inject
        Runnable nobody;
    }

    @ApplicationScoped
    static class SecondMistake {
        @Inject
        Runnable nobodyEither;
    }

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String war;

    @BeforeEach
    void makeWar() throws Exception {
        war = WarTest.sample().writeTo(folder.resolve("app.war")).toString();
    }

    private int run(Consumer<EmbeddedServer> whileServing, String... args) {
        return Main.run(args, print(out), print(err), whileServing);
    }

    private int run(String... args) {
        return run(server -> {}, args);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysInOneLineWhereItServes() {
        int[] port = new int[1];
        assertThat(run(server -> port[0] = server.uri().getPort(), "--port", "0", "--context=app", war))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Serving app.war on http://localhost:" + port[0] + "/app/" + System.lineSeparator());
        assertThat(errors()).isEmpty();
    }

    @Test
    void wrongArgumentsAreNamedWithTheUsage() {
        assertOneLine(Main.WRONG_USAGE, run(), "No WAR given. Usage: java -jar");
        assertOneLine(
                Main.WRONG_USAGE, run("--prt", "1", war), "Unknown option --prt (expected: --host, --port, --context)");
        assertOneLine(Main.WRONG_USAGE, run("--port"), "No value after --port.");
        assertOneLine(Main.WRONG_USAGE, run("--port", "a", war), "--port: a (expected: a number from 0 to 65535)");
        assertOneLine(Main.WRONG_USAGE, run("--port", "70000", war), "port: 70000 (expected: 0-65535)");
        assertOneLine(Main.WRONG_USAGE, run(war, "other.war"), "Unexpected argument other.war after " + war);
    }

    @Test
    void aMissingOrWrongFileIsNamed() {
        assertOneLine(Main.FAILURE, run("none.war"), "No such file or folder: none.war (build it, or name another)");
        String jar = folder.resolve("app.txt").toString();
        assertOneLine(Main.FAILURE, run(jar), "No such file or folder: " + jar);
    }

    @Test
    void aTakenPortIsNamedWithTheMend() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertOneLine(
                    Main.FAILURE,
                    run("--port", String.valueOf(taken.getLocalPort()), war),
                    "Cannot listen on localhost:" + taken.getLocalPort() + ": Address already in use "
                            + "(stop what listens there, or choose another with --port)");
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        assertOneLine(
                Main.FAILURE,
                run("--port", "0", "--host", "no.such.invalid", war),
                "Cannot listen on no.such.invalid:0");
    }

    @Test
    void everyMistakeOfADeploymentIsPrinted() throws Exception {
        String failing = new TestWar()
                .classes(FirstMistake.class, SecondMistake.class)
                .writeTo(folder.resolve("failing.war"))
                .toString();
        assertThat(run("--port", "0", failing)).isEqualTo(Main.FAILURE);
        assertThat(errors())
                .startsWith("failing.war does not deploy: ")
                .contains("FirstMistake.nobody")
                .contains("SecondMistake.nobodyEither");
        assertThat(out.size()).isZero();
    }

    private void assertOneLine(int expectedCode, int code, String start) {
        assertThat(errors()).startsWith(start).hasLineCount(1);
        assertThat(code).isEqualTo(expectedCode);
        assertThat(out.size()).isZero();
        err.reset();
    }
}
