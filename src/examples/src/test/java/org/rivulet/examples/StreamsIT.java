package org.rivulet.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.EmbeddedServer;

/** What is on the wire, seen by a WebSocket client that knows nothing of Rivulet. */
class StreamsIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = ExamplesServer.builder().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void uploadIsAnsweredWhenTheClientIsDone() {
        try (WireClient client = connect("/upload?user=Simon")) {
            client.send("{\"data\":\"drop by \",\"done\":false}");
            client.send("{\"data\":\"drop\",\"done\":true}");

            assertThat(client.receive()).isEqualTo(WireClient.json("{\"success\":true}"));
            assertThat(client.end()).isEqualTo(new WireClient.End(1000, ""));
        }
    }

    @Test
    void uploadStopsReadingAtDone() {
        try (WireClient client = connect("/upload?user=Simon")) {
            client.send("{\"data\":\"all\",\"done\":true}");
            try {
                client.send("{\"data\":\"too late\",\"done\":false}");
            } catch (CompletionException closed) {
                // the answer and the close were quicker
            }

            assertThat(client.receive()).isEqualTo(WireClient.json("{\"success\":true}"));
            assertThat(client.end()).isEqualTo(new WireClient.End(1000, ""));
        }
    }

    @Test
    void logsSendsAsManyRowsAsAskedForAndCloses() {
        try (WireClient client = connect("/logs?rows=3")) {
            for (int i = 1; i <= 3; i++) {
                assertThat(client.receive()).isEqualTo(WireClient.json("{\"row\":\"Log row " + i + "\"}"));
            }
            assertThat(client.end()).isEqualTo(new WireClient.End(1000, ""));
        }
    }

    @Test
    void aiChatAnswersEveryPromptWithGrowingPrefixes() {
        try (WireClient client = connect("/ai-chat?model=mill-stream-1")) {
            client.send("{\"prompt\":\"a🌊b\"}");
            client.send("{\"prompt\":\"\"}");

            assertThat(answer(client)).isEqualTo(prefixesOf("The reversed of what you just wrote is: b🌊a"));
            assertThat(answer(client)).isEqualTo(prefixesOf("The reversed of what you just wrote is: "));
            client.sendClose();
            assertThat(client.end().code()).isEqualTo(1000);
        }
    }

    private static List<String> answer(WireClient client) {
        List<String> messages = new ArrayList<>();
        JsonObject message;
        do {
            message = client.receive();
            assertThat(message).containsOnlyKeys("message", "done");
            messages.add(message.getString("message"));
        } while (!message.getBoolean("done"));
        return messages;
    }

    private static List<String> prefixesOf(String text) {
        int[] letters = text.codePoints().toArray();
        List<String> prefixes = new ArrayList<>();
        for (int count = 0; count <= letters.length; count++) {
            prefixes.add(new String(letters, 0, count));
        }
        return prefixes;
    }

    @Test
    void chatReachesEverybodyWhoIsConnected() {
        try (WireClient ada = connect("/chat?id=ada");
                WireClient grace = connect("/chat?id=grace")) {
            // Connected is not yet in the room: what comes back to oneself shows that one is
            ada.send("{\"username\":\"Ada\",\"msg\":\"anybody here?\"}");
            ada.receive();
            grace.send("{\"username\":\"Grace\",\"msg\":\"yes 🌊\"}");

            JsonObject expected = WireClient.json("{\"userID\":\"grace\",\"username\":\"Grace\",\"msg\":\"yes 🌊\"}");
            assertThat(grace.receiveFrom("grace")).isEqualTo(expected);
            assertThat(ada.receiveFrom("grace")).isEqualTo(expected);
        }
    }

    @Test
    void chatGoesOnWhenSomebodyLeaves() {
        try (WireClient ada = connect("/chat?id=staying");
                WireClient grace = connect("/chat?id=leaving")) {
            grace.send("{\"username\":\"Grace\",\"msg\":\"bye\"}");
            grace.receiveFrom("leaving");
            grace.sendClose();
            assertThat(grace.end().code()).isEqualTo(1000);

            ada.send("{\"username\":\"Ada\",\"msg\":\"still here\"}");
            assertThat(ada.receiveFrom("staying").getString("msg")).isEqualTo("still here");
        }
    }

    @Test
    void aClientOfEncoreConnectsUnchanged() {
        String headers = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"x-demo\":\"1\"}".getBytes(UTF_8));
        try (WireClient client = WireClient.connect(
                server.webSocketUri("/chat?id=encore"), "encore-ws", "encore.dev.headers." + headers)) {
            assertThat(client.subprotocol()).isEqualTo("encore-ws");
            client.send("{\"username\":\"user\",\"msg\":\"hello\"}");
            assertThat(client.receiveFrom("encore"))
                    .isEqualTo(WireClient.json("{\"userID\":\"encore\",\"username\":\"user\",\"msg\":\"hello\"}"));
        }
    }

    @Test
    void aHandshakeOfTheWrongTypeIsRefused() throws Exception {
        assertThat(refusal("/logs?rows=abc")).isEqualTo(400);
        assertInvalidArgument(get("/logs?rows=abc"), "rows");
    }

    @Test
    void aHandshakeWithoutItsFieldIsRefused() throws Exception {
        assertThat(refusal("/chat")).isEqualTo(400);
        assertInvalidArgument(get("/chat"), "id");
    }

    @Test
    void aRequestWithoutAnUpgradeIsToldToUpgrade() throws Exception {
        HttpResponse<String> answer = get("/logs?rows=3");
        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(WireClient.json(answer.body())).containsOnlyKeys("code", "message", "details");
    }

    private static int refusal(String path) {
        Throwable refused = catchThrowable(() -> connect(path).close());
        assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }

    private static void assertInvalidArgument(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        JsonObject error = WireClient.json(answer.body());
        assertThat(error).containsOnlyKeys("code", "message", "details");
        assertThat(error.getString("code")).isEqualTo("invalid_argument");
        assertThat(error.getString("message")).contains(field);
        JsonArray violations = error.getJsonObject("details").getJsonArray("fieldViolations");
        assertThat(violations).singleElement().satisfies(violation -> assertThat(violation.asJsonObject())
                .contains(entry("field", Json.createValue(field)), entry("in", Json.createValue("query"))));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(server.uri(path)).build(), BodyHandlers.ofString());
    }

    private static WireClient connect(String path) {
        return WireClient.connect(server.webSocketUri(path));
    }
}
