package org.rivulet.suite;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Connections that are open and say nothing, until the server gives them up. Thread-safe. */
final class Silent implements AutoCloseable {

    /** At once: each may hold a thread of the server. */
    private static final int MOST = 150;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Semaphore room = new Semaphore(MOST);
    private final BlockingQueue<Optional<Socket>> sockets = new LinkedBlockingQueue<>();
    private final Thread reader = new Thread(this::awaitEnds);
    // set by the reader before it ends
    private volatile Throwable failure;

    Silent() {
        reader.start();
    }

    /** Keeps a connection; waits while there are many. */
    void keep(Socket socket) {
        room.acquireUninterruptibly();
        sockets.add(Optional.of(socket));
    }

    /** The one that came first is the first to be given up. */
    private void awaitEnds() {
        try {
            for (Optional<Socket> next = sockets.take(); next.isPresent(); next = sockets.take()) {
                try (Socket socket = next.get()) {
                    awaitEnd(socket);
                }
                room.release();
            }
        } catch (IOException | InterruptedException | AssertionError e) {
            failure = e;
            room.release(Integer.MAX_VALUE / 2);
        }
    }

    private static void awaitEnd(Socket socket) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        socket.setSoTimeout((int) PATIENCE.toMillis());
        InputStream in = socket.getInputStream();
        try {
            byte[] some = new byte[8192];
            while (in.read(some) >= 0) {
                if (System.nanoTime() - end > 0) throw new AssertionError("a silent client is sent more and more");
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("a silent client is not given up", e);
        } catch (IOException e) {
            // ended by RST
        }
    }

    /** All have been given up. */
    @Override
    public void close() throws InterruptedException {
        sockets.add(Optional.empty());
        reader.join();
        if (failure != null) throw new AssertionError(failure.getMessage(), failure);
    }
}
