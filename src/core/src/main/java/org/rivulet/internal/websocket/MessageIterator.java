package org.rivulet.internal.websocket;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamClosedException;

/** The messages until there are none. For one thread, as every iterator. */
final class MessageIterator implements Iterator<Object> {

    private final Supplier<@Nullable Object> source;
    private @Nullable Object next;

    MessageIterator(Supplier<@Nullable Object> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            try {
                next = source.get();
            } catch (StreamClosedException interrupted) {
                return false; // the thread's interrupt flag says it
            }
        }
        return next != null;
    }

    @Override
    public Object next() {
        Object message = hasNext() ? next : null;
        if (message == null) throw new NoSuchElementException("the stream has ended");
        next = null;
        return message;
    }
}
