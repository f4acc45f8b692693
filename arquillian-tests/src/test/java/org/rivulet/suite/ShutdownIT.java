package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.words.LastWords;
import org.rivulet.suite.words.Page;

/** A server that is stopped while clients are connected. */
@ServerTest
@Needs(Feature.GRACEFUL_STOP)
class ShutdownIT {

    private static final String WAR = "words.war";
    private static final int STREAMS = 20;

    @ArquillianResource
    private RunningServer server;

    @ArquillianResource
    private Deployer deployer;

    @TempDir
    private Path folder;

    @Deployment(name = WAR, managed = false, testable = false)
    static WebArchive words() throws ClassNotFoundException {
        return Archives.war(WAR, LastWords.class, Page.class, Class.forName("org.rivulet.suite.words.Diary"));
    }

    @Test
    void everythingAcceptedIsSentAndEveryHandlerEnds() throws Exception {
        deployer.deploy(WAR);
        ExecutorService clients = Executors.newCachedThreadPool();
        List<Future<String>> counters = new ArrayList<>();
        List<WebSocketWire> readers = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            counters.add(clients.submit(count("counter" + i, open("/counts", "counter" + i))));
            WebSocketWire reader = open("/reads", "reader" + i).sendText("\"hello\"");
            assertThat(reader.text()).isEqualTo("\"hello\"");
            readers.add(reader);
        }
        try {
            server.stop();
            for (WebSocketWire reader : readers) {
                assertThat(reader.closing()).isEqualTo(new WebSocketWire.Close(1001, "the application is stopping"));
            }
            List<String> diary = Files.readAllLines(folder.resolve("diary"));
            for (Future<String> counter : counters) assertThat(diary).contains(counter.get(10, TimeUnit.SECONDS));
            for (int i = 0; i < STREAMS; i++) {
                assertThat(diary)
                        .contains("reader" + i + " read to the end")
                        .contains("reader" + i + " destroyed", "counter" + i + " destroyed");
            }
            assertThat(diary).last().isEqualTo("service destroyed");
        } finally {
            clients.shutdown();
            server.start();
        }
        undeployWhatIsThere();
        deployer.deploy(WAR);
        try (WebSocketWire again = open("/counts", "again")) {
            assertThat(again.text()).isEqualTo("1");
        }
        deployer.undeploy(WAR);
    }

    /** Reads numbers up to the close frame; what the diary must say then. */
    private static Callable<String> count(String name, WebSocketWire wire) {
        return () -> {
            int last = 0;
            WebSocketWire.Message message = wire.next();
            for (; message.opcode() != 8; message = wire.next()) {
                if (message.opcode() == 9) continue; // nobody answers the pings of a stream that is open for long
                last++;
                if (!message.text().equals("" + last)) throw new AssertionError(message + " is not " + last);
            }
            if (!message.toString().contains("1001")) throw new AssertionError("ended with " + message);
            wire.close();
            return name + " sent " + last;
        };
    }

    private WebSocketWire open(String path, String name) {
        String file = URLEncoder.encode(folder.resolve("diary").toString(), StandardCharsets.UTF_8);
        return WebSocketWire.open(server.uri(WAR, path + "?name=" + name + "&diary=" + file));
    }

    /** Some servers keep their deployments when they stop, others do not. */
    private void undeployWhatIsThere() {
        try {
            deployer.undeploy(WAR);
        } catch (RuntimeException e) {
            System.getLogger("org.rivulet.suite").log(System.Logger.Level.DEBUG, "nothing was left", e);
        }
    }
}
