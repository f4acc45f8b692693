package org.rivulet.embedded.junit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP response; header names in any case, the last value of each. */
public record Reply(int status, Map<String, String> headers, String body) {

    /** Reads a response (RFC 9112); one that switches protocols has no body. */
    static Reply read(InputStream in) throws IOException {
        int status = readStatus(in);
        Map<String, String> headers = new HashMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        Reply head = new Reply(status, headers, "");
        return status == 101 ? head : new Reply(status, headers, new String(head.readBody(in), StandardCharsets.UTF_8));
    }

    /** Some servers answer a request that is broken as if it were HTTP/0.9, by a page alone. */
    private static int readStatus(InputStream in) throws IOException {
        String line = readLine(in);
        if (!line.matches("HTTP/1\\.\\d \\d{3}( .*)?")) throw new ProtocolException("no status line: " + line);
        return Integer.parseInt(line.split(" ")[1]);
    }

    /** By its length, in chunks, or up to the end of the connection (RFC 9112, 6.3). */
    private byte[] readBody(InputStream in) throws IOException {
        String length = header("Content-Length");
        if (length != null) return in.readNBytes(Integer.parseInt(length));
        if (header("Transfer-Encoding") == null) return in.readAllBytes();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(readLine(in), 16); size > 0; size = Integer.parseInt(readLine(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            readLine(in);
        }
        readLine(in);
        return body.toByteArray();
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new EOFException("in a response");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    /** The headers may be given in any case. */
    public Reply {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** The last value of a header; null if it is not there. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The body, which must be a JSON object. */
    public JsonObject json() {
        return Json.createReader(new StringReader(body)).readObject();
    }
}
