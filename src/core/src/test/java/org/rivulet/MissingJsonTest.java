package org.rivulet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.EmbeddedServer;

/** A server without JSON Binding: the class path of the tests, in a class loader of its own, without those jars. */
class MissingJsonTest {

    @StreamService
    public static class Ticks {
        @StreamEndpoint(path = "/ticks", expose = true)
        void ticks(StreamOut<String> stream) {}
    }

    /** What is called in that class loader: says why the server does not start. */
    public static final class Starting implements Callable<String> {
        @Override
        public String call() {
            try (EmbeddedServer server =
                    EmbeddedServer.builder().port(0).beans(Ticks.class).start()) {
                return "it runs at " + server.uri();
            } catch (RuntimeException | Error e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    @Test
    void aMissingImplementationIsNamedWithItsMend() throws Exception {
        assertThat(startWithout("yasson"))
                .contains("this server: it has no JSON Binding. Add an implementation, such as");
    }

    @Test
    void aMissingJsonProcessingIsToo() throws Exception {
        assertThat(startWithout("parsson")).contains("with one of JSON Processing, such as Parsson");
    }

    @Test
    void nothingMissingStarts() throws Exception {
        assertThat(startWithout("nothing-at-all")).startsWith("it runs at ");
    }

    private static String startWithout(String jar) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(classPathWithout(jar), ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Object starting =
                    loader.loadClass(Starting.class.getName()).getConstructor().newInstance();
            return (String) ((Callable<?>) starting).call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL[] classPathWithout(String jar) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            File file = new File(entry);
            if (!file.getName().contains(jar)) urls.add(file.toURI().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
