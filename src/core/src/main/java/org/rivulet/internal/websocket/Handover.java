package org.rivulet.internal.websocket;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Carries what the front filter prepared to the configurator. The container calls both in one thread, on every server; nothing
 * that a client sends could forge it.
 */
public final class Handover {

    private final ThreadLocal<Prepared> current = new ThreadLocal<>();

    /** Makes the connection known to the configurator while the container upgrades it. */
    public <E extends Exception> void during(Prepared prepared, Upgrade<E> upgrade) throws IOException, E {
        current.set(prepared);
        try {
            upgrade.proceed();
        } finally {
            current.remove();
        }
    }

    @Nullable
    Prepared get() {
        return current.get();
    }

    /** The rest of the filter chain. */
    @FunctionalInterface
    public interface Upgrade<E extends Exception> {

        /** Proceeds. */
        void proceed() throws IOException, E;
    }
}
