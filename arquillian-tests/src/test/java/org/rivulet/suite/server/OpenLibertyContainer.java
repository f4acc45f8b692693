package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Open Liberty, by its folder dropins. */
public final class OpenLibertyContainer extends DropInContainer {

    /** For Arquillian. */
    public OpenLibertyContainer() {
        super(OpenLiberty.PORT);
    }

    @Override
    ProcessBuilder command(Distribution server) throws IOException {
        Files.deleteIfExists(server.log()); // it begins a new one, a while after the start
        Path console = server.unpacked().resolve("console.log");
        ProcessBuilder builder = Command.process(server.home(), console, "bash", "bin/server", "run", "rivulet");
        builder.environment().put("JVM_ARGS", "-Xmx512m");
        return builder;
    }

    @Override
    boolean isReady() {
        return Distribution.current().logged().contains("CWWKF0011I");
    }

    @Override
    Path folder() {
        return ((OpenLiberty) Distribution.current()).server().resolve("dropins");
    }

    @Override
    Pattern started(String archive) {
        return message("CWWKZ000[13]I", archive);
    }

    @Override
    Pattern failed(String archive) {
        return message("CWWKZ000[24]E", archive);
    }

    @Override
    Pattern stopped(String archive) {
        return message("CWWKZ0009I", archive);
    }

    /** A line of the log with this message about an application, which is called as its file. */
    private static Pattern message(String id, String archive) {
        String name = archive.substring(0, archive.lastIndexOf('.'));
        return Pattern.compile(id + ":.*(?i: application) " + Pattern.quote(name) + "\\b.*");
    }
}
