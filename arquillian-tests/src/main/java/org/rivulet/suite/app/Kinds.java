package org.rivulet.suite.app;

import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.suite.app.Echo.Note;

/** A stream of each kind that the echoes are not. */
@StreamService
public class Kinds {

    record Count(int count) {}

    /** What an upload is answered with. */
    public record Sum(int messages, long sum) {}

    @StreamEndpoint(path = "/kinds/in", expose = true)
    void in(StreamIn<Note> stream) {
        for (Note note : stream) if (note.number() == 0) return;
    }

    @StreamEndpoint(path = "/kinds/response", expose = true)
    Sum response(StreamIn<Note> stream) {
        int messages = 0;
        long sum = 0;
        for (Note note : stream) {
            if (note.number() == 0) break;
            messages++;
            sum += note.number();
        }
        return new Sum(messages, sum);
    }

    @StreamEndpoint(path = "/kinds/out", expose = true)
    void out(Count handshake, StreamOut<Integer> stream) {
        for (int i = 0; i < handshake.count(); i++) stream.send(i);
    }

    @StreamEndpoint(path = "/kinds/stream", expose = true)
    Stream<Integer> stream(Count handshake) {
        return IntStream.range(0, handshake.count()).boxed();
    }

    @StreamEndpoint(path = "/kinds/iterable", expose = true)
    Iterable<Integer> iterable(Count handshake) {
        return IntStream.range(0, handshake.count()).boxed().toList();
    }

    @StreamEndpoint(path = "/kinds/publisher", expose = true)
    Flow.Publisher<Integer> publisher(Count handshake) {
        SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 1 << 16);
        return subscriber -> {
            publisher.subscribe(subscriber);
            IntStream.range(0, handshake.count()).forEach(publisher::submit);
            publisher.close();
        };
    }

    /** From as many threads, 500 each: the number of the thread, times 1000, and that of the message. */
    @StreamEndpoint(path = "/kinds/senders", expose = true)
    void senders(Count handshake, StreamOut<Integer> stream) throws InterruptedException {
        List<Thread> senders = IntStream.range(0, handshake.count())
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; i < 500; i++) stream.send(sender * 1000 + i);
                }))
                .toList();
        senders.forEach(Thread::start);
        for (Thread sender : senders) sender.join();
    }
}
