package org.rivulet.suite.server;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Tomcat, by the text interface of its manager. */
public final class TomcatContainer extends ProcessContainer {

    /** For Arquillian. */
    public TomcatContainer() {
        super(Tomcat.PORT);
    }

    @Override
    ProcessBuilder command(Distribution server) {
        ProcessBuilder builder = Command.process(
                server.home(), server.log(), "bash", "bin/catalina.sh", "run", "-config", Tomcat.SERVER_XML);
        builder.environment().put("CATALINA_HOME", server.home().toString());
        builder.environment().put("CATALINA_OPTS", "-Xmx512m");
        builder.environment().remove("CATALINA_BASE");
        return builder;
    }

    @Override
    boolean isReady() {
        try {
            return manager("list", BodyPublishers.noBody()).startsWith("OK");
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    void deploy(Path archive) throws IOException {
        String path = Archives.contextPath(archive.getFileName().toString());
        String answer = manager("deploy?update=true&path=" + path, BodyPublishers.ofFile(archive));
        if (!answer.startsWith("OK")) throw new IllegalStateException(answer);
    }

    @Override
    void undeploy(String archive) throws IOException {
        manager("undeploy?path=" + Archives.contextPath(archive), BodyPublishers.noBody());
    }

    private String manager(String command, HttpRequest.BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/manager/text/" + command))
                .method(body.contentLength() == 0 ? "GET" : "PUT", body)
                .header("Authorization", Tomcat.DEPLOYER.authorization().substring("Authorization: ".length()))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
