package org.rivulet.suite.words;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rivulet.StreamClosedException;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Writes into a file what happened to its streams, to be read when the server is gone. */
@StreamService
public class LastWords {

    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(1);

    @Inject
    private Page page;

    private volatile Diary diary;

    /** The handshake: the name of the stream in the diary, and the diary's file. */
    public record Hello(String name, String diary) {}

    @StreamEndpoint(path = "/counts", expose = true)
    void counts(Hello hello, StreamOut<Integer> stream) {
        open(hello);
        int accepted = 0;
        try {
            while (true) {
                stream.send(accepted + 1);
                accepted++;
                LockSupport.parkNanos(PACE);
            }
        } catch (StreamClosedException e) {
            diary.write(hello.name + " sent " + accepted);
            throw e;
        }
    }

    @StreamEndpoint(path = "/reads", expose = true)
    void reads(Hello hello, StreamInOut<String, String> stream) {
        open(hello);
        stream.forEach(stream::send);
        diary.write(hello.name + " read to the end");
    }

    private void open(Hello hello) {
        diary = new Diary(hello.diary);
        page.open(diary, hello.name);
    }

    @PreDestroy
    void destroyed() {
        diary.write("service destroyed");
    }
}
