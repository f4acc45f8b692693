package org.rivulet.embedded;

import java.util.function.Supplier;

/** Runs code with the application's class loader as the current thread's. */
final class ContextLoader {

    private ContextLoader() {}

    static <T> T call(ClassLoader loader, Supplier<T> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static void run(ClassLoader loader, Runnable code) {
        call(loader, () -> {
            code.run();
            return loader;
        });
    }
}
