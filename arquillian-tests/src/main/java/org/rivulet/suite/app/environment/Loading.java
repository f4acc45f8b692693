package org.rivulet.suite.app.environment;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamInOut;
import org.rivulet.StreamService;

/** Tells what the thread of a handler is, and what can be loaded on it. */
@StreamService
public class Loading {

    @Inject
    private Journal journal;

    @StreamEndpoint(path = "/loading/{key}", expose = true)
    void loading(Visit visit, StreamInOut<String, String> stream) throws Exception {
        stream.onClose(closed -> journal.add(visit.key(), "closed " + ownClass()));
        for (String question : stream) {
            stream.send(
                    switch (question) {
                        case "class" -> ownClass();
                        case "resource" -> resource();
                        case "services" -> services();
                        case "thread" -> thread();
                        default -> throw new IllegalArgumentException(question);
                    });
        }
    }

    private static String ownClass() {
        try {
            return loader().loadClass(Loading.class.getName()) == Loading.class ? "own class" : "foreign class";
        } catch (ClassNotFoundException e) {
            return e.toString();
        }
    }

    private static String resource() throws IOException {
        try (InputStream resource = loader().getResourceAsStream("org/rivulet/suite/app/environment/greeting.txt")) {
            return resource == null ? "none" : new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @SuppressWarnings("rawtypes") // as services are
    private static String services() {
        return ServiceLoader.load(Supplier.class).stream()
                .map(provider -> provider.get().get().toString())
                .collect(Collectors.joining(", "));
    }

    /** {@code Thread.currentThread().isVirtual()}, on Java 21 and later. */
    private static String thread() throws ReflectiveOperationException {
        int feature = Runtime.version().feature();
        if (feature < 21) return "platform on Java before 21";
        Object virtual = Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        return virtual.equals(true) ? "virtual" : "platform on Java " + feature;
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    /** A service of the WAR. */
    public static final class Service implements Supplier<String> {

        @Override
        public String get() {
            return "service of the WAR";
        }
    }
}
