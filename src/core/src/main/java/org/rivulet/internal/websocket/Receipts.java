package org.rivulet.internal.websocket;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Completes the stages of messages that are written, in their order, one thread at a time. What the application hung on them may block, so it is called on
 * none of the threads that come here. Thread-safe.
 */
final class Receipts {

    private static final Logger LOG = System.getLogger("org.rivulet");

    private final Executor tellers;

    // guarded by this
    private final ArrayDeque<CompletableFuture<Void>> written = new ArrayDeque<>(1);
    private boolean telling;

    /** Receipts that these run what is hung on. */
    Receipts(Executor tellers) {
        this.tellers = tellers;
    }

    /** A message has been written, after those before. Calls nobody, so it may be called with locks held. */
    synchronized void add(CompletableFuture<Void> stage) {
        written.add(stage);
    }

    /** Completes what was added, unless another thread is at it. */
    void tell() {
        for (CompletableFuture<Void> stage = next(true); stage != null; stage = next(false)) {
            if (isAwaited(stage)) {
                CompletableFuture<Void> first = stage;
                tellers.execute(() -> tellAll(first));
                return;
            }
            stage.complete(null);
        }
    }

    private void tellAll(CompletableFuture<Void> first) {
        for (CompletableFuture<Void> stage = first; stage != null; stage = next(false)) complete(stage, null);
    }

    private synchronized @Nullable CompletableFuture<Void> next(boolean first) {
        if (first && telling) return null;
        CompletableFuture<Void> stage = written.poll();
        telling = stage != null;
        return stage;
    }

    /** These will never be written. */
    void fail(List<CompletableFuture<Void>> never, Throwable why) {
        if (never.stream().anyMatch(Receipts::isAwaited)) tellers.execute(() -> failAll(never, why));
        else failAll(never, why);
    }

    private static void failAll(List<CompletableFuture<Void>> never, Throwable why) {
        for (CompletableFuture<Void> stage : never) complete(stage, why);
    }

    private static boolean isAwaited(CompletableFuture<Void> stage) {
        return stage.getNumberOfDependents() > 0;
    }

    /** An exception that cannot be asked what it is leaves even a stage. */
    private static void complete(CompletableFuture<Void> stage, @Nullable Throwable why) {
        try {
            if (why == null) stage.complete(null);
            else stage.completeExceptionally(why);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "What was to be done after a send failed", e);
        }
    }
}
