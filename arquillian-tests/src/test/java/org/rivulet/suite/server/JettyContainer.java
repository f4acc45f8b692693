package org.rivulet.suite.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.rivulet.embedded.junit.WebSocketWire;

/** Jetty, by its folder webapps. */
public final class JettyContainer extends DropInContainer {

    /** For Arquillian. */
    public JettyContainer() {
        super(Jetty.PORT);
    }

    @Override
    ProcessBuilder command(Distribution server) {
        String java = server.jdk().orElseThrow().home().resolve("bin/java").toString();
        return Command.process(
                ((Jetty) server).base(),
                server.log(),
                java,
                "-Xmx512m",
                "-jar",
                server.home().resolve("start.jar").toString(),
                "jetty.http.host=127.0.0.1",
                "jetty.http.port=" + Jetty.PORT,
                "jetty.deploy.scanInterval=1",
                Jetty.REALM_XML);
    }

    @Override
    boolean isReady() {
        String log = Distribution.current().logged();
        return log.lastIndexOf("Started oejs.Server@") > log.lastIndexOf("Stopped oejs.Server@");
    }

    @Override
    Path folder() {
        return ((Jetty) Distribution.current()).base().resolve("webapps");
    }

    @Override
    Pattern started(String archive) {
        return line("ServletContextHandler", "Started", archive);
    }

    @Override
    Pattern failed(String archive) {
        return line("WebAppContext", "Failed startup of context", archive);
    }

    /** Jetty 12.1.5: it tells that a context has started before it maps the path to it. A context that is mapped answers its path without a slash by a redirection. */
    @Override
    boolean isServed(String archive) {
        String context = Archives.contextPath(archive);
        if (context.isEmpty()) return true; // which has no such path
        URI uri = URI.create("http://127.0.0.1:" + Jetty.PORT + context);
        try (WebSocketWire wire = WebSocketWire.request("GET", uri, "Connection: close")) {
            return wire.reply().status() != 404;
        }
    }

    @Override
    Pattern stopped(String archive) {
        return line("ServletContextHandler", "Stopped", archive);
    }

    /**
     * Jetty 12.1.5: one that comes in its place, before it is gone, starts before it stops; both have one path, hence one mounted file, and what is deployed is the
     * old one again.
     * https://github.com/jetty/jetty.project/blob/jetty-12.1.5/jetty-core/jetty-deploy/src/main/java/org/eclipse/jetty/deploy/StandardDeployer.java
     * https://github.com/jetty/jetty.project/blob/jetty-12.1.5/jetty-core/jetty-util/src/main/java/org/eclipse/jetty/util/resource/FileSystemPool.java
     */
    @Override
    boolean keepsFailed() {
        return true;
    }

    /** A line of this class, in the thread that looks for files, about the context of an archive. */
    private static Pattern line(String logger, String what, String archive) {
        String context = Archives.contextPath(archive);
        return Pattern.compile(logger + ":Scanner[^ ]*: " + what + " oeje11w.WebAppContext@[^{]*\\{[^,]*,"
                + Pattern.quote(context.isEmpty() ? "/" : context) + ",.*");
    }
}
