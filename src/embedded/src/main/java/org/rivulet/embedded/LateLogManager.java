package org.rivulet.embedded;

import java.util.logging.LogManager;

/**
 * A log that outlives the application: the JDK's own manager silences it as soon as the process is told to end, and what the
 * application says while it closes would be lost. Public only because the JDK creates it; {@link Main} names it.
 *
 * <p>Thread-safe.
 */
public final class LateLogManager extends LogManager {

    private static final String JDK_SHUTDOWN_THREAD = "java.util.logging.LogManager$Cleaner";

    /** Created by the JDK, once. */
    public LateLogManager() {}

    @Override
    public void reset() {
        if (!Thread.currentThread().getClass().getName().equals(JDK_SHUTDOWN_THREAD)) {
            super.reset();
        }
    }
}
