package org.rivulet.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The lines of Rivulet's log that somebody should see. Thread-safe. */
final class Log extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("org.rivulet");
    private final BlockingQueue<LogRecord> lines = new LinkedBlockingQueue<>();

    Log() {
        logger.addHandler(this);
    }

    void awaitLineAbout(String id) throws InterruptedException {
        assertThat(id).isNotEmpty();
        LogRecord line = lines.poll(10, TimeUnit.SECONDS);
        while (line != null && !line.getMessage().contains(id)) line = lines.poll(10, TimeUnit.SECONDS);
        assertThat(line).as("a line about " + id).isNotNull();
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) lines.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
