package org.rivulet.embedded;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * The bound port with its threads. It answers 503 until {@link #serve} names the application, and again after
 * {@link #refuse}: while the application drains, open connections live on and new requests do not reach it.
 *
 * <p>Safe from any thread.
 */
final class HttpListener implements AutoCloseable, HttpHandler {

    private static final int CORES = Runtime.getRuntime().availableProcessors();
    // Undertow's own default: 16 KiB less room for TLS framing
    private static final int BUFFER_SIZE = 16 * 1024 - 20;
    private static final long PATIENCE_MILLIS = 2_000;

    /** From the first byte of a request to the last of its headers. Neither touches what is upgraded. */
    private static final int REQUEST_MILLIS = 10_000;

    /** For a connection that asks for nothing. */
    private static final int SILENCE_MILLIS = 60_000;

    private final XnioWorker worker;
    private final ByteBufferPool buffers = new DefaultByteBufferPool(true, BUFFER_SIZE);
    private final Undertow undertow;
    // Written by the thread that starts or closes the server, read by I/O threads
    private volatile @Nullable HttpHandler application;

    private HttpListener(String host, int port) throws IOException {
        worker = Xnio.getInstance(HttpListener.class.getClassLoader())
                .createWorker(OptionMap.builder()
                        .set(Options.WORKER_NAME, "rivulet-http")
                        .set(Options.WORKER_IO_THREADS, Math.max(2, CORES))
                        .set(Options.WORKER_TASK_CORE_THREADS, Math.max(16, 8 * CORES))
                        .set(Options.WORKER_TASK_MAX_THREADS, Math.max(16, 8 * CORES))
                        .set(Options.THREAD_DAEMON, true)
                        .set(Options.TCP_NODELAY, true)
                        .getMap());
        undertow = Undertow.builder()
                .setWorker(worker)
                .setByteBufferPool(buffers)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, SILENCE_MILLIS)
                .addHttpListener(port, host, this)
                .build();
    }

    /**
     * Binds the port, 0 for a free one.
     *
     * @throws UncheckedIOException with a {@link java.net.BindException} as cause when the port is taken
     */
    static HttpListener bind(String host, int port) {
        try {
            HttpListener listener = new HttpListener(host, port);
            try {
                listener.undertow.start();
                return listener;
            } catch (RuntimeException e) {
                listener.close();
                if (e.getCause() instanceof IOException cause) {
                    throw cause;
                }
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HttpHandler handler = application;
        if (handler == null) {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE).endExchange();
        } else {
            handler.handleRequest(exchange);
        }
    }

    void serve(HttpHandler handler) {
        application = handler;
    }

    void refuse() {
        application = null;
    }

    int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    XnioWorker worker() {
        return worker;
    }

    ByteBufferPool buffers() {
        return buffers;
    }

    @Override
    public void close() {
        undertow.stop();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            buffers.close();
        }
    }
}
