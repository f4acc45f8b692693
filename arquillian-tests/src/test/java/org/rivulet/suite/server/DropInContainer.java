package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that deploys what is put into a folder, and tells of it in its log. */
abstract class DropInContainer extends ProcessContainer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the server tells of when it is gone. */
    private final Set<String> known = new HashSet<>();

    DropInContainer(int port) {
        super(port);
    }

    @Override
    final void deploy(Path archive) throws IOException {
        String name = archive.getFileName().toString();
        undeploy(name); // Arquillian does not, if it is one that failed
        int before = Distribution.current().logged().length();
        Path part = Files.copy(archive, folder().resolve("." + name + ".part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, folder().resolve(name), StandardCopyOption.ATOMIC_MOVE);
        awaitLine(before, Pattern.compile(started(name) + "|" + failed(name)));
        Matcher failure = failed(name).matcher(Distribution.current().loggedSince(before));
        boolean hasFailed = failure.find();
        if (!hasFailed || keepsFailed()) known.add(name);
        if (hasFailed) throw new IllegalStateException(failure.group());
        Waiting.until(PATIENCE, name + " to be served", () -> isServed(name));
    }

    @Override
    final void undeploy(String archive) throws IOException {
        int before = Distribution.current().logged().length();
        Files.deleteIfExists(folder().resolve(archive));
        if (known.remove(archive)) awaitLine(before, stopped(archive));
    }

    private void awaitLine(int from, Pattern line) {
        Waiting.until(PATIENCE, line.pattern(), () -> line.matcher(
                        Distribution.current().loggedSince(from))
                .find());
    }

    /** Where it looks. */
    abstract Path folder();

    /** The line that says that an archive serves. */
    abstract Pattern started(String archive);

    /** The line that says that it does not. */
    abstract Pattern failed(String archive);

    /** The line that says that it is gone. */
    abstract Pattern stopped(String archive);

    /** Whether requests get to an archive that has started. */
    boolean isServed(String archive) {
        return true;
    }

    /** Whether it tells of the end of an archive that failed, too. */
    boolean keepsFailed() {
        return false;
    }
}
