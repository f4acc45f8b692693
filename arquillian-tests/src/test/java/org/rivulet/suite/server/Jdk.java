package org.rivulet.suite.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** An installed JDK. */
record Jdk(Path home, int feature) {

    /** The versions of Java that a server runs on. */
    record Range(int from, int to) {

        boolean contains(Jdk jdk) {
            return from <= jdk.feature && jdk.feature <= to;
        }

        @Override
        public String toString() {
            return "Java " + from + " to " + to;
        }
    }

    /** The JDK of this test if the range has it, else the newest that stands beside it. */
    static Optional<Jdk> find(Range range) {
        Path own = Path.of(System.getProperty("java.home"));
        Optional<Jdk> current = Optional.of(new Jdk(own, Runtime.version().feature()));
        return current.filter(range::contains)
                .or(() -> beside(own).filter(range::contains).max(java.util.Comparator.comparingInt(Jdk::feature)));
    }

    private static Stream<Jdk> beside(Path home) {
        try (Stream<Path> homes = Files.list(home.toRealPath().getParent())) {
            return homes.toList().stream().flatMap(found -> read(found).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/javac")) || !Files.isRegularFile(release)) return Optional.empty();
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            facts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = facts.getProperty("JAVA_VERSION").replace("\"", "");
        return Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
    }
}
