package org.rivulet.suite.app.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** What happened, page by page, each the affair of one test. Thread-safe. */
@ApplicationScoped
public class Journal {

    private final Map<String, BlockingQueue<String>> pages = new ConcurrentHashMap<>();

    /** Writes on a page. */
    public void add(String key, String entry) {
        page(key).add(entry);
    }

    /** Waits for the next entry of a page that nobody has read. */
    public String take(String key) throws InterruptedException {
        return page(key).take();
    }

    private BlockingQueue<String> page(String key) {
        return pages.computeIfAbsent(key, k -> new LinkedBlockingQueue<>());
    }

    /** Reads a page to a test. */
    @StreamService
    public static class Reader {

        @Inject
        private Journal journal;

        @StreamEndpoint(path = "/journal/{key}", expose = true)
        void read(Visit visit, StreamOut<String> stream) throws InterruptedException {
            while (stream.isOpen()) stream.send(journal.take(visit.key()));
        }
    }
}
