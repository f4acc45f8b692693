package org.rivulet.suite;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What lives in a server's JVM: bytes of the heap and of direct buffers, platform threads; and of the application, what its MBean counts. */
record Memory(long heap, long direct, int threads, Counters counters) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A server may have much to do, and much to collect. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Asks the suite's servlet, which collects garbage before it answers. */
    static Memory at(URI servlet) {
        URI http = URI.create("http" + servlet.toString().substring("ws".length()));
        try {
            HttpResponse<String> response =
                    CLIENT.send(HttpRequest.newBuilder(http).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) throw new AssertionError(servlet + " answered " + response);
            JsonObject found =
                    Json.createReader(new StringReader(response.body())).readObject();
            return new Memory(
                    found.getJsonNumber("heap").longValue(),
                    found.getJsonNumber("direct").longValue(),
                    found.getInt("threads"),
                    Counters.of(found.getJsonObject("counters")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that data can be in. */
    long bytes() {
        return heap + direct;
    }
}
