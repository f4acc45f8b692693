package org.rivulet.suite.app;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.spi.JsonbProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What this server is made of. */
@WebServlet("/facts")
public class Facts extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object webSocket = getServletContext().getAttribute("jakarta.websocket.server.ServerContainer");
        JsonObject facts = Json.createObjectBuilder()
                .add("server", getServletContext().getServerInfo())
                .add("java", System.getProperty("java.version"))
                .add(
                        "servlet",
                        getServletContext().getMajorVersion() + "."
                                + getServletContext().getMinorVersion())
                .add("webSocket", implementation(webSocket))
                .add("cdi", implementation(CDI.current().getBeanManager()))
                .add("jsonBinding", implementation(JsonbProvider.provider()))
                .build();
        byte[] body = facts.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static JsonObject implementation(Object object) throws IOException {
        return Json.createObjectBuilder()
                .add("class", object.getClass().getName())
                .add("version", version(object.getClass()))
                .build();
    }

    /** By the package, or by the manifest beside the class where the class loader leaves it out. */
    private static String version(Class<?> type) throws IOException {
        Package home = type.getPackage();
        if (home != null && home.getImplementationVersion() != null) return home.getImplementationVersion();
        String file = type.getName().replace('.', '/') + ".class";
        URL place = type.getResource("/" + file);
        if (place == null) return "unknown";
        String root = place.toString().substring(0, place.toString().length() - file.length());
        try (InputStream in = URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
            Attributes manifest = new Manifest(in).getMainAttributes();
            String version = manifest.getValue("Implementation-Version");
            if (version == null) version = manifest.getValue("Bundle-Version");
            return version == null ? "unknown" : version;
        } catch (IOException | IllegalArgumentException e) {
            return "unknown";
        }
    }
}
