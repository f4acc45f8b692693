package org.rivulet;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Rivulet has logged since this was made. Thread-safe. */
public final class LogLines extends Handler {

    private final Logger logger = Logger.getLogger("org.rivulet");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    /** Listens from now on. */
    public LogLines() {
        logger.addHandler(this);
    }

    /** Those with these words. */
    public List<String> of(String words) {
        return lines.stream().filter(line -> line.contains(words)).toList();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(String.valueOf(line.getMessage()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
