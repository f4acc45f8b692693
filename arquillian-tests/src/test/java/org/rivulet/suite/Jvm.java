package org.rivulet.suite;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.Waiting;

/** The server's JVM, asked over the suite's servlet. */
final class Jvm {

    /** Streams that nobody forgets at once: the idle threads of a pool may have their last task on the stack, and WildFly has so many of them for each core. */
    static final int LAST_STREAMS = 16 * Runtime.getRuntime().availableProcessors();

    private static final Duration SOON = Duration.ofMinutes(1); // two heartbeats, on a busy machine
    private static final Duration COLLECTED = Duration.ofMinutes(1);

    private final RunningServer server;

    Jvm(RunningServer server) {
        this.server = server;
    }

    /**
     * What the garbage collector leaves: bytes, open streams, class loaders of other applications, how many threads of which name without its numbers, and
     * the threads that should not be there.
     */
    record Remains(long heap, int streams, int loaders, Map<String, Integer> threadsByName, List<String> suspects) {

        int threads() {
            return threads("");
        }

        int threads(String prefix) {
            return threadsByName.entrySet().stream()
                    .filter(kind -> kind.getKey().startsWith(prefix))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }
    }

    Remains remains() {
        JsonObject found = ask("/jvm?garbage");
        List<String> suspects =
                found.getJsonArray("suspects").stream().map(Object::toString).toList();
        return new Remains(
                found.getJsonNumber("heap").longValue(),
                found.getInt("streams"),
                found.getInt("loaders"),
                byName(found.getJsonObject("threads")),
                suspects);
    }

    private static Map<String, Integer> byName(JsonObject threads) {
        Map<String, Integer> byName = new TreeMap<>();
        threads.keySet().forEach(name -> byName.put(name, threads.getInt(name)));
        return byName;
    }

    /** What handlers of a test counted. */
    Events events(String test) {
        JsonObject found = ask("/jvm?test=" + test);
        return new Events(
                found.getInt("began", 0),
                found.getInt("ended", 0),
                found.getInt("told", 0),
                found.getInt("destroyed", 0),
                found.getInt("made", 0));
    }

    /** Lets the stubborn handlers of a test go. */
    void release(String test) {
        ask("/jvm?release=" + test);
    }

    /** How often what happened: handlers began and ended, close listeners were told, beans of streams destroyed. */
    record Events(int began, int ended, int told, int destroyed, int made) {

        boolean areOver() {
            return began == ended && began == told && began == destroyed;
        }
    }

    /** Of all applications together. */
    Counters counters() {
        return Counters.of(ask("/jvm?counters").getJsonObject("counters"));
    }

    /** Waits for the end of all streams of all applications. */
    void awaitNoStreams() {
        Waiting.until(SOON, "no open streams", this::counters, Counters.ZERO::equals);
    }

    /** Waits for the end of all that a test began. */
    void awaitEnd(String test) {
        awaitEvents(test, "the end of all streams", Events::areOver);
    }

    /** Waits for what handlers of a test count; the threads that are at work, and the heap, say why they do not. */
    void awaitEvents(String test, String what, Predicate<Events> enough) {
        try {
            Waiting.until(SOON, what + " of " + test, () -> events(test), enough);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", at work: " + remains().suspects() + ", see " + dump(), e);
        }
    }

    /** Waits for the garbage collector to leave no more than this; the heap shows what holds the rest. */
    void awaitRemains(String what, Predicate<Remains> clean) {
        try {
            Waiting.until(COLLECTED, what, () -> clean.test(remains()));
        } catch (AssertionError e) {
            Remains left = remains();
            throw new AssertionError(
                    left.heap + " bytes, " + left.streams + " streams, " + left.loaders + " class loaders and "
                            + left.threads() + " threads stay, see " + dump(),
                    e);
        }
    }

    private Path dump() {
        Path heap = Path.of(System.getProperty("suite.servers")).resolveSibling("leak-" + System.nanoTime() + ".hprof");
        ask("/jvm?dump=" + heap);
        return heap;
    }

    private JsonObject ask(String path) {
        try (WebSocketWire wire = WebSocketWire.request("GET", server.uri(path), "Connection: close")) {
            Reply reply = wire.reply();
            if (reply.status() != 200) throw new AssertionError(path + " answered " + reply);
            return reply.json();
        }
    }
}
