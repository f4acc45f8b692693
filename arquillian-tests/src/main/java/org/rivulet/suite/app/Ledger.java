package org.rivulet.suite.app;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What happened to streams and applications, counted for the whole JVM: it is still known when the application is gone. */
final class Ledger {

    /** The event that handlers which wait for it may end. */
    static final String RELEASED = "released";

    private static final String COUNTS = "counts";
    private static final String LOADERS = "loaders";

    private Ledger() {}

    /** Counts an event of a test. */
    static void count(String test, String event) {
        counts().computeIfAbsent(test + " " + event, unused -> new AtomicInteger())
                .incrementAndGet();
    }

    /** How often which event of a test happened. */
    static Map<String, Integer> events(String test) {
        Map<String, Integer> events = new TreeMap<>();
        counts().forEach((key, count) -> {
            if (key.startsWith(test + " ")) events.put(key.substring(test.length() + 1), count.get());
        });
        return events;
    }

    /** Remembers an application, without holding it. */
    static void remember(ClassLoader application) {
        loaders().add(new WeakReference<>(application));
    }

    /** The class loaders remembered, those that are gone as null. */
    static Collection<WeakReference<ClassLoader>> loaders() {
        return kept(LOADERS, unused -> new CopyOnWriteArrayList<>());
    }

    private static ConcurrentMap<String, AtomicInteger> counts() {
        return kept(COUNTS, unused -> new ConcurrentHashMap<>());
    }

    @SuppressWarnings("unchecked") // what the function makes
    private static <T> T kept(String name, Function<String, T> make) {
        return (T) JvmWide.map().computeIfAbsent(name, make);
    }
}
