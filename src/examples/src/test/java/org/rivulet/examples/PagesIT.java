package org.rivulet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.rivulet.embedded.EmbeddedServer;

/** What a person sees: the pages in a real browser, under a context root of their own. */
class PagesIT {

    private static Browser browser;
    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = ExamplesServer.builder().context("/examples").start();
    }

    @AfterAll
    static void stop() {
        try (Browser ignored = browser;
                EmbeddedServer alsoIgnored = server) {
            // Both end, whichever were started
        }
    }

    @BeforeEach
    void freshTab() throws IOException {
        if (browser == null) {
            browser = Browser.start();
        }
        browser.onlyTab();
        browser.errors(); // of the test before
    }

    @Test
    void indexLeadsToTheExamplesWithoutErrors() throws IOException {
        open("/");
        browser.awaitText("java-source", "@StreamEndpoint(path = \"/logs\", expose = true)");
        assertThat(browser.texts(".cards h3")).containsExactly("Chat room", "AI chat", "Upload", "Logs");
        browser.screenshot("index");
        browser.look(1280, 900, "dark");
        browser.screenshot("index-dark");
        browser.look(390, 844, "light");
        browser.screenshot("index-phone");

        browser.click(".cards li:last-child a");
        browser.awaitText("h1", "Logs");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void twoTabsChat() throws IOException {
        String ada = browser.tab();
        join("Ada");
        String grace = browser.newTab();
        open("/chat.html");
        browser.screenshot("chat-join");
        join("Grace");
        // Connected is not yet in the room: what comes back to oneself shows that one is
        browser.type("#text", "Hello Ada" + Keys.ENTER);
        browser.awaitText("#messages", "Hello Ada");

        browser.toTab(ada);
        browser.awaitText("#messages", "Hello Ada");
        browser.paste("#text", "Hello 🌊\nand <b>good morning</b>");
        browser.click("#send");
        browser.awaitText("#messages", "good morning");
        browser.toTab(grace);
        browser.awaitText("#messages", "good morning");
        browser.toTab(ada);

        assertThat(browser.texts(".own .bubble")).containsExactly("Hello 🌊\nand <b>good morning</b>");
        assertThat(browser.texts(".message-row:not(.own)")).containsExactly("Grace\nHello Ada");
        assertThat(browser.find(".own .bubble").getRect().getX())
                .isGreaterThan(
                        browser.find(".message-row:not(.own) .bubble").getRect().getX());
        browser.screenshot("chat");
        browser.look(1280, 900, "dark");
        browser.screenshot("chat-dark");
        browser.look(390, 844, "light");
        browser.screenshot("chat-phone");

        browser.toTab(grace);
        assertThat(browser.texts(".own .bubble")).containsExactly("Hello Ada");
        assertThat(browser.texts(".message-row:not(.own)")).containsExactly("Ada\nHello 🌊\nand <b>good morning</b>");
        assertThat(browser.errors()).isEmpty();
    }

    private static void join(String name) {
        open("/chat.html");
        browser.type("#name", name);
        browser.click("#join button");
        browser.awaitText("stream-river .state", "Connected");
    }

    @Test
    void chatLeavesWithACloseCode() {
        join("Ada");
        browser.click("#leave");
        browser.awaitText("stream-river .end", "Ended with 1000");
        browser.awaitText("#join", "Your name");
    }

    @Test
    void chatConnectsAgainWhenTheServerIsBack() {
        int port;
        try (EmbeddedServer first = ExamplesServer.builder().start()) {
            port = first.uri().getPort();
            browser.open(first.uri("/chat.html"));
            browser.type("#name", "Ada" + Keys.ENTER);
            browser.awaitText("stream-river .state", "Connected");
        }
        browser.awaitText("#messages", "Connecting again in");
        try (EmbeddedServer second = ExamplesServer.builder().port(port).start()) {
            browser.awaitText("stream-river .state", "Connected");
            browser.type("#text", "I am back" + Keys.ENTER);
            browser.awaitText(".own .bubble", "I am back");
        }
    }

    @Test
    void uploadReportsSuccess() throws IOException {
        open("/upload.html");
        browser.click("#upload button");
        browser.awaitText("#result", "The server answered: success.");
        browser.awaitText("stream-river .end", "Ended with 1000");
        assertThat(browser.texts("#chunks .done")).hasSize(1);
        browser.screenshot("upload");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void logsArriveRowByRow() throws IOException {
        open("/logs.html");
        browser.type("#rows", "4000");
        browser.click("#go");
        for (int count = 1; count <= 4; count++) {
            int rows = count;
            browser.await().until(page -> browser.texts("#log li").size() >= rows);
            assertThat(browser.texts("#log li")).hasSizeLessThan(4000);
        }
        assertThat(browser.texts("#log li span")).startsWith("Log row 1", "Log row 2", "Log row 3", "Log row 4");
        browser.awaitText("stream-river .state", "Connected");
        browser.screenshot("logs");

        browser.click("#stop");
        browser.awaitText("stream-river .end", "Ended with 1000");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void logsEndWhenThereAreNoMore() {
        open("/logs.html");
        browser.type("#rows", "2" + Keys.ENTER);
        browser.awaitText("stream-river .end", "Ended with 1000");
        assertThat(browser.texts("#log li span")).containsExactly("Log row 1", "Log row 2");
    }

    @Test
    void aRefusedHandshakeIsExplained() throws Exception {
        open("/logs.html");
        browser.type("#rows", "abc");
        browser.click("#go");
        HttpRequest same = HttpRequest.newBuilder(server.uri("/logs?rows=abc")).build();
        String answer =
                HttpClient.newHttpClient().send(same, BodyHandlers.ofString()).body();

        browser.awaitText("stream-error .message", WireClient.json(answer).getString("message"));
        assertThat(browser.texts("stream-error code")).containsExactly("invalid_argument", "HTTP 400");
        browser.screenshot("logs-refused");
    }

    @Test
    void aiAnswersLetterByLetter() throws IOException {
        String prompt = "Where does the water go when it has gone down the stream?";
        String expected = "The reversed of what you just wrote is: " + new StringBuilder(prompt).reverse();
        open("/ai-chat.html");
        browser.click("#connect button");
        browser.awaitText("stream-river .state", "Connected");
        browser.type("#prompt", prompt + Keys.ENTER);

        Set<String> seen = new LinkedHashSet<>();
        browser.await().until(page -> {
            browser.texts(".answer .bubble").forEach(seen::add);
            if (seen.size() == 30) {
                screenshot("ai-chat");
            }
            return seen.contains(expected);
        });

        assertThat(seen).hasSizeGreaterThan(5).allSatisfy(text -> assertThat(expected)
                .startsWith(text));
        assertThat(List.copyOf(seen)).isSortedAccordingTo((one, other) -> one.length() - other.length());
        assertThat(browser.texts(".own .bubble")).containsExactly(prompt);
        browser.screenshot("ai-chat-done");
        assertThat(browser.errors()).isEmpty();
    }

    private static void screenshot(String name) {
        try {
            browser.screenshot(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void open(String path) {
        browser.open(server.uri(path));
    }
}
