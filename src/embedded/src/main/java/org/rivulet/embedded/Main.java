package org.rivulet.embedded;

import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves a WAR from the command line until the process is told to end, and then closes it in order.
 *
 * <p>Standard output gets one line, when the server is ready. Exit codes: 2 for wrong arguments, 1 when the server does not
 * start.
 */
public final class Main {

    static final int OK = 0;
    static final int FAILURE = 1;
    static final int WRONG_USAGE = 2;

    private static final long PATIENCE_SECONDS = 60;

    private static final String USAGE =
            "Usage: java -jar rivulet-embedded-all.jar [--host localhost] [--port 8080] [--context /] app.war|folder";

    private Main() {}

    public static void main(String[] args) {
        setDefault("java.util.logging.manager", LateLogManager.class.getName());
        setDefault("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %3$s: %5$s%6$s%n");
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            ending.countDown();
                            // Bounded, because an application that hangs must not make the process immortal
                            await(ended, PATIENCE_SECONDS);
                        },
                        "rivulet-shutdown"));
        int exitCode = FAILURE;
        try {
            exitCode = run(args, System.out, System.err, server -> await(ending, Long.MAX_VALUE));
        } finally {
            ended.countDown();
        }
        if (exitCode != OK) {
            System.exit(exitCode);
        }
    }

    /** All of main but the end of the process; serving is over when the callback returns. */
    static int run(String[] args, PrintStream out, PrintStream err, Consumer<EmbeddedServer> whileServing) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
        if (!Files.exists(arguments.war())) {
            err.println("No such file or folder: " + arguments.war() + " (build it, or name another)");
            return FAILURE;
        }
        try (EmbeddedServer server = arguments.server().start()) {
            out.println("Serving " + arguments.war().getFileName() + " on " + server.uri("/"));
            whileServing.accept(server);
            return OK;
        } catch (UncheckedIOException e) {
            err.println(explain(e));
        } catch (DefinitionException | DeploymentException e) {
            err.println(arguments.war().getFileName() + " does not deploy: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            err.print(arguments.war().getFileName() + " does not start: ");
            e.printStackTrace(err);
        }
        return FAILURE;
    }

    private static String explain(UncheckedIOException e) {
        String message = String.valueOf(e.getMessage());
        if (!(e.getCause() instanceof SocketException)) {
            return message;
        }
        return message.contains("in use")
                ? message + " (stop what listens there, or choose another with --port)"
                : message + " (choose another address with --host and --port)";
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void await(CountDownLatch latch, long seconds) {
        try {
            boolean ignored = latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command line, understood. */
    private record Arguments(ServerBuilder server, Path war) {

        private static final List<String> OPTIONS = List.of("--host", "--port", "--context");

        private static Arguments parse(String[] args) {
            ServerBuilder server = EmbeddedServer.builder().port(8080);
            Path war = null;
            Deque<String> rest = new ArrayDeque<>(List.of(args));
            while (!rest.isEmpty()) {
                String argument = rest.remove();
                if (argument.equals("--help") || argument.equals("-h")) {
                    throw new IllegalArgumentException(USAGE);
                } else if (argument.startsWith("-")) {
                    apply(server, argument, rest);
                } else if (war == null) {
                    war = Path.of(argument);
                } else {
                    throw new IllegalArgumentException(
                            "Unexpected argument " + argument + " after " + war + ". " + USAGE);
                }
            }
            if (war == null) {
                throw new IllegalArgumentException("No WAR given. " + USAGE);
            }
            return new Arguments(server.war(war), war);
        }

        private static void apply(ServerBuilder server, String argument, Deque<String> rest) {
            int equals = argument.indexOf('=');
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "Unknown option " + option + " (expected: " + String.join(", ", OPTIONS) + "). " + USAGE);
            }
            String value = equals < 0 ? rest.poll() : argument.substring(equals + 1);
            if (value == null) {
                throw new IllegalArgumentException("No value after " + option + ". " + USAGE);
            }
            switch (option) {
                case "--host" -> server.host(value);
                case "--context" -> server.context(value.startsWith("/") ? value : "/" + value);
                default -> server.port(number(option, value));
            }
        }

        private static int number(String option, String value) {
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(option + ": " + value + " (expected: a number from 0 to 65535)", e);
            }
        }
    }
}
