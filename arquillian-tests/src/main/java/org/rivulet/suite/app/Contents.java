package org.rivulet.suite.app;

import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What this server has under WEB-INF: each file's name and the SHA-256 of its bytes. */
@WebServlet("/contents")
public class Contents extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> files = new TreeMap<>();
        collect(getServletContext(), "/WEB-INF/", files);
        StringBuilder lines = new StringBuilder();
        files.forEach(
                (name, digest) -> lines.append(digest).append(' ').append(name).append('\n'));
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void collect(ServletContext context, String folder, Map<String, String> files) throws IOException {
        Set<String> paths = context.getResourcePaths(folder);
        if (paths == null) return;
        for (String path : paths) {
            if (path.endsWith("/")) collect(context, path, files);
            else files.put(path.substring(1), digest(context, path));
        }
    }

    private static String digest(ServletContext context, String path) throws IOException {
        try (InputStream in = context.getResourceAsStream(path)) {
            if (in == null) return "unreadable";
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
