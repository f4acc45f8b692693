package org.rivulet.internal.server;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.List;

/**
 * GlassFish 7 and 8, Payara 6 and 7: a write that fails ends its connection, and the container tells the listeners of that within the write, under a lock of theirs. The write
 * itself is under a lock of Tyrus. A thread that handles what was read, and answers a ping, takes these two the other way round, so that both wait for ever. In the scope of
 * its own {@code isReady} the container tells listeners by another thread; so writes are done in that. Immutable.
 * https://github.com/eclipse-ee4j/glassfish/blob/7.0.21/appserver/web/web-core/src/main/java/org/apache/catalina/connector/InputBuffer.java
 */
final class GrizzlyScopes {

    private static final Logger LOG = System.getLogger("org.rivulet");
    private static final String PACKAGE = "org.apache.catalina.connector.";

    // true for a thread that is in the scope
    private final List<ThreadLocal<Boolean>> scopes;

    /** What writes. */
    interface Write {
        void run() throws IOException;
    }

    private GrizzlyScopes(List<ThreadLocal<Boolean>> scopes) {
        this.scopes = scopes;
    }

    /** Those of the container whose output this is; none if it has none. */
    static GrizzlyScopes of(ServletOutputStream output) {
        ClassLoader loader = output.getClass().getClassLoader();
        try {
            return new GrizzlyScopes(List.of(
                    scope(loader, "InputBuffer", "IS_READY_SCOPE"), scope(loader, "OutputBuffer", "CAN_WRITE_SCOPE")));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "This container tells listeners within a write that fails", e);
            return new GrizzlyScopes(List.of());
        }
    }

    @SuppressWarnings("unchecked") // as it is declared there
    private static ThreadLocal<Boolean> scope(ClassLoader loader, String type, String name)
            throws ReflectiveOperationException {
        Field field = Reflected.opened(loader.loadClass(PACKAGE + type).getDeclaredField(name));
        return (ThreadLocal<Boolean>) field.get(null);
    }

    void during(Write write) throws IOException {
        for (ThreadLocal<Boolean> scope : scopes) scope.set(true);
        try {
            write.run();
        } finally {
            for (ThreadLocal<Boolean> scope : scopes) scope.remove();
        }
    }
}
