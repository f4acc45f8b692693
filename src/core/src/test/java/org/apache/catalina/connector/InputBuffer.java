package org.apache.catalina.connector;

/** Stands for the class of this name in GlassFish and Payara, which has such a field. */
public final class InputBuffer {

    private static final ThreadLocal<Boolean> IS_READY_SCOPE = new ThreadLocal<>();

    private InputBuffer() {}

    /** Whether the calling thread is in the scope. */
    public static boolean isInScope() {
        return Boolean.TRUE.equals(IS_READY_SCOPE.get());
    }
}
