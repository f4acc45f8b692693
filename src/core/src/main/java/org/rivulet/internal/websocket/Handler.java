package org.rivulet.internal.websocket;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.RivuletStream;

/** Calls the endpoint's method for one stream, with the contexts that it runs in. Thread-safe. */
@FunctionalInterface
public interface Handler {

    /**
     * Calls the method.
     *
     * @param stream gives the stream, when the contexts are active
     * @param prepared what the method's other parameters are made of
     * @param result takes what the method returned, while the contexts are still active
     * @throws Exception what the method, or the result's taker, threw
     */
    void handle(Supplier<? extends RivuletStream> stream, Prepared prepared, Result result) throws Exception;

    /** Takes what a method returned. */
    @FunctionalInterface
    interface Result {

        /** Takes the value, which may be null. */
        void accept(@Nullable Object value) throws Exception;
    }
}
