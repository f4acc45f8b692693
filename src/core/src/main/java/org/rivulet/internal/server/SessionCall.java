package org.rivulet.internal.server;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** A method of a server's own session class. Immutable. */
final class SessionCall {

    private final MethodHandle method;

    /** The method takes the session alone, and what it returns is of no interest. */
    SessionCall(MethodHandle method) {
        this.method = method.asType(MethodType.methodType(void.class, Session.class));
    }

    /** Calls it, unless the connection is gone, which is all that could be wanted of it. */
    void on(Session session) {
        try {
            method.invokeExact(session);
        } catch (IOException e) {
            // gone
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
