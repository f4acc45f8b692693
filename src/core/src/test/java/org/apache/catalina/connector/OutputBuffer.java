package org.apache.catalina.connector;

/** Stands for the class of this name in GlassFish and Payara, which has such a field. */
public final class OutputBuffer {

    private static final ThreadLocal<Boolean> CAN_WRITE_SCOPE = new ThreadLocal<>();

    private OutputBuffer() {}

    /** Whether the calling thread is in the scope. */
    public static boolean isInScope() {
        return Boolean.TRUE.equals(CAN_WRITE_SCOPE.get());
    }
}
