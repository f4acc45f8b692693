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

    /** What is counted for one test. Who has it needs nothing more of the server, nor of its application, which may be gone. */
    record Page(String test, ConcurrentMap<String, AtomicInteger> counts) {

        void count(String event) {
            counts.computeIfAbsent(key(event), unused -> new AtomicInteger()).incrementAndGet();
        }

        boolean has(String event) {
            return counts.containsKey(key(event));
        }

        private String key(String event) {
            return test + " " + event;
        }
    }

    static Page page(String test) {
        return new Page(test, counts());
    }

    /** Counts an event of a test. */
    static void count(String test, String event) {
        page(test).count(event);
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
