package org.rivulet.suite.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A server of the suite: on which Java it runs, what it lacks, and how its unpacked distribution is made ready. */
abstract class Distribution {

    private static final Distribution CURRENT = named(System.getProperty("arquillian.launch"));

    private final String name;
    private final Optional<Class<? extends OwnContainer>> container;
    private final Jdk.Range java;
    private final Set<Feature> lacks = EnumSet.noneOf(Feature.class);
    private final Optional<Jdk> jdk;

    /** A server with an adapter. */
    Distribution(String name, Jdk.Range java, Feature... lacks) {
        this(name, Optional.empty(), java, lacks);
    }

    /** A server with a container of our own. */
    Distribution(String name, Class<? extends OwnContainer> container, Jdk.Range java, Feature... lacks) {
        this(name, Optional.of(container), java, lacks);
    }

    private Distribution(
            String name, Optional<Class<? extends OwnContainer>> container, Jdk.Range java, Feature... lacks) {
        this.name = name;
        this.container = container;
        this.java = java;
        this.jdk = Jdk.find(java);
        Collections.addAll(this.lacks, lacks);
    }

    /** The server that this run of the suite is for: its container's qualifier in arquillian.xml. */
    static Distribution current() {
        return CURRENT;
    }

    private static Distribution named(String name) {
        return switch (name) {
            case "embedded" -> new Embedded(name);
            case "glassfish7" ->
                new GlassFish(
                        name,
                        "glassfish",
                        new Jdk.Range(17, 21),
                        7_000,
                        Feature.SUSPEND,
                        Feature.GRACEFUL_STOP,
                        Feature.EXTENSIONS_OF_EACH_WAR,
                        Feature.JWT,
                        Feature.UNLOADING); // 7.0.21: its events have the listener of every deployment
            case "glassfish8" ->
                new GlassFish(
                        name,
                        "glassfish",
                        new Jdk.Range(21, 25),
                        8_000,
                        Feature.SUSPEND,
                        Feature.GRACEFUL_STOP,
                        Feature.EXTENSIONS_OF_EACH_WAR,
                        Feature.JWT); // 8.0.0: makes two mechanisms of its one, and answers every request with 500
            case "jetty" -> new Jetty(name);
            case "open-liberty" -> new OpenLiberty(name);
            // roles of enterprise beans need the Policy that Java 24 took away
            case "payara6" -> new GlassFish(name, "payara", new Jdk.Range(17, 23), 5_000, Feature.SUSPEND);
            case "payara-micro" -> new PayaraMicro(name);
            case "payara7" -> new GlassFish(name, "payara", new Jdk.Range(21, 25), 6_000, Feature.SUSPEND);
            case "tomcat" -> new Tomcat(name);
            case "tomee" -> new TomEE(name);
            case "wildfly" -> new WildFly(name, 10990);
            // its transformer of Java EE 8 applications packs the libraries anew
            case "wildfly-preview" -> new WildFly(name, 11090, Feature.BYTES_OF_ARCHIVES);
            default ->
                throw new IllegalArgumentException("arquillian.launch: " + name + " (expected: a profile of the pom)");
        };
    }

    /** The name of its Maven profile, and of its container in arquillian.xml. */
    final String name() {
        return name;
    }

    /** What it runs on. */
    final Jdk.Range java() {
        return java;
    }

    /** What it runs on here; empty if that is not installed. */
    final Optional<Jdk> jdk() {
        return jdk;
    }

    /** What it does not have. */
    final Set<Feature> lacks() {
        return lacks;
    }

    /** Where Maven unpacked it. */
    final Path unpacked() {
        return Path.of(System.getProperty("suite.servers"), name);
    }

    /** Its home: the one folder in its archive. */
    Path home() {
        try (Stream<Path> found = Files.list(unpacked())) {
            List<Path> folders = found.filter(Files::isDirectory).toList();
            if (folders.size() != 1)
                throw new IllegalStateException(unpacked() + " should have one folder: " + folders);
            return folders.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of server-config with what users of this server are given. */
    final Path config(String server) {
        return Path.of(System.getProperty("suite.server-config"), server)
                .toAbsolutePath()
                .normalize();
    }

    /** Our own container; empty if the server has an adapter. */
    final Optional<Class<? extends OwnContainer>> container() {
        return container;
    }

    /** Its log, by default what it prints. */
    Path log() {
        return unpacked().resolve("server.log");
    }

    /** What its log has had since it was so long; all of it if the server has begun a new one. */
    final String loggedSince(int length) {
        String log = logged();
        return log.length() < length ? log : log.substring(length);
    }

    /** What its log says so far. */
    final String logged() {
        try {
            return Files.exists(log()) ? new String(Files.readAllBytes(log()), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it ready to start with an empty log; configures it once after it was unpacked. */
    final void prepareOnce() {
        Path done = unpacked().resolveSibling("prepared").resolve(name);
        try {
            if (!Files.exists(done)) {
                prepare();
                Files.createDirectories(done.getParent());
                Files.createFile(done);
            }
            Files.deleteIfExists(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Configures it as server-config says, and adds what is the suite's own: loopback, ports, users. */
    abstract void prepare() throws IOException;

    /** Refuses new requests; for {@link Feature#SUSPEND}. */
    void suspend() {
        throw new UnsupportedOperationException(name);
    }

    /** Takes requests again. */
    void resume() {
        throw new UnsupportedOperationException(name);
    }
}
