package org.rivulet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.Feature;
import org.rivulet.suite.server.Needs;
import org.rivulet.suite.server.RunningServer;
import org.rivulet.suite.server.ServerTest;
import org.rivulet.suite.server.User;

/** What a handler finds around it: beans and their scopes, interceptors, class loader, naming, transactions, caller. */
@ServerTest
class EnvironmentIT {

    private static final Duration A_WHILE = Duration.ofMillis(300);

    @ArquillianResource
    private RunningServer server;

    /** What belongs to this test alone. */
    private final String key = UUID.randomUUID().toString();

    @Deployment(testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    @Test
    void anInterceptorOfTheClassIsAroundTheWholeStream() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/intercepted/" + key)) {
            assertThat(say(stream, "a")).isEqualTo("\"a\"");
            assertThat(journal.text()).isEqualTo("\"begin everyMethod\"");
            assertThat(say(stream, "b")).isEqualTo("\"b\"");
            assertThat(journal.isSilent(A_WHILE)).isTrue();
            stream.sendClose(1000, "").closing();
            assertThat(journal.text()).isEqualTo("\"end everyMethod\"");
        }
    }

    @Test
    void anInterceptorSeesWhatTheHandlerThrows() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/intercepted/" + key)) {
            assertThat(stream.sendText("\"fail\"").closing().code()).isEqualTo(4409);
            assertThat(journal.text()).isEqualTo("\"begin everyMethod\"");
            assertThat(journal.text()).isEqualTo("\"everyMethod threw as asked\"");
        }
    }

    @Test
    void anInterceptorOfAMethodIsAroundThisMethodAlone() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire none = open("/intercepted/none/" + key);
                WebSocketWire one = open("/intercepted/one/" + key)) {
            assertThat(say(none, "a")).isEqualTo("\"a\"");
            none.sendClose(1000, "").closing();
            assertThat(say(one, "a")).isEqualTo("\"a\"");
            assertThat(journal.text()).isEqualTo("\"begin oneMethod\"");
            one.sendClose(1000, "").closing();
            assertThat(journal.text()).isEqualTo("\"end oneMethod\"");
            assertThat(journal.isSilent(A_WHILE)).isTrue();
        }
    }

    @Test
    void eachScopeHasTheBeansThatItPromises() {
        try (WebSocketWire one = open("/scopes/" + key);
                WebSocketWire other = open("/scopes/" + key)) {
            int[] first = scopes(one);
            int[] second = scopes(other);
            assertThat(first).doesNotHaveDuplicates();
            assertThat(scopes(one)).as("the same for the life of the stream").isEqualTo(first);
            assertThat(scopes(other)).isEqualTo(second).doesNotHaveDuplicates();
            assertThat(second[0]).as("one of the application").isEqualTo(first[0]);
            assertThat(second)
                    .as("of request, stream and bean none is shared")
                    .doesNotContain(first[1], first[2], first[3], first[4]);
        }
    }

    @Test
    void beansOfTheStreamAreDestroyedAtItsEnd() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/scopes/" + key)) {
            scopes(stream);
            assertThat(journal.isSilent(A_WHILE)).isTrue();
            stream.sendClose(1000, "").closing();
            assertThat(new String[] {journal.text(), journal.text(), journal.text()})
                    .containsExactlyInAnyOrder(
                            "\"OfRequest destroyed\"", "\"OfStream destroyed\"", "\"OfBean destroyed\"");
            assertThat(journal.isSilent(A_WHILE)).isTrue();
        }
    }

    @Test
    void beansOfTheStreamAreDestroyedWhenTheClientVanishes() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/scopes/" + key)) {
            scopes(stream);
            stream.reset();
            assertThat(new String[] {journal.text(), journal.text(), journal.text()})
                    .containsExactlyInAnyOrder(
                            "\"OfRequest destroyed\"", "\"OfStream destroyed\"", "\"OfBean destroyed\"");
        }
    }

    @Test
    void eventsReachOtherBeans() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/talk/" + key)) {
            stream.sendText("\"a\"");
            assertThat(journal.text()).isEqualTo("\"heard a\"");
            assertThat(journal.text()).isEqualTo("\"heard later a\"");
        }
    }

    @Test
    void theContextClassLoaderIsTheApplications() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/loading/" + key)) {
            assertThat(say(stream, "class")).isEqualTo("\"own class\"");
            assertThat(say(stream, "resource")).isEqualTo("\"resource of the WAR\"");
            assertThat(say(stream, "services")).isEqualTo("\"service of the WAR\"");
            stream.sendClose(1000, "").closing();
            assertThat(journal.text()).isEqualTo("\"closed own class\"");
        }
    }

    @Test
    void theThreadIsVirtualWhereJavaHasThem() {
        try (WebSocketWire stream = open("/loading/" + key)) {
            assertThat(say(stream, "thread")).isIn("\"virtual\"", "\"platform on Java before 21\"");
        }
    }

    @Test
    @Needs(Feature.NAMING)
    void namesOfTheApplicationAreThere() {
        try (WebSocketWire journal = open("/journal/" + key);
                WebSocketWire stream = open("/naming/" + key)) {
            assertThat(say(stream, "java:comp/env/suite/greeting")).isEqualTo("\"hello from web.xml\"");
            stream.sendClose(1000, "").closing();
            assertThat(journal.text()).isEqualTo("\"closed hello from web.xml\"");
        }
    }

    @Test
    @Needs(Feature.CONCURRENCY)
    void tasksOfTheManagedExecutorSendToTheStream() {
        try (WebSocketWire stream = open("/naming/managed")) {
            assertThat(say(stream, "java:comp/env/suite/greeting")).isEqualTo("\"hello from web.xml\"");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aTransactionOfABeanCommitsOrRollsBack() {
        try (WebSocketWire stream = open("/accounts/" + key)) {
            assertThat(say(stream, "add")).isEqualTo("1");
            assertThat(say(stream, "fail")).isEqualTo("1");
            assertThat(say(stream, "add")).isEqualTo("2");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aTransactionalHandlerCommitsAtTheEndOfTheStream() {
        try (WebSocketWire stream = open("/accounts/whole/" + key);
                WebSocketWire balance = open("/accounts/" + key + "/balance")) {
            assertThat(say(stream, "add")).as("not committed").isEqualTo("0");
            assertThat(say(balance, "")).isEqualTo("0");
            assertThat(stream.sendText("\"end\"").closing().code()).isEqualTo(1000);
            assertThat(say(balance, "")).as("committed before the close").isEqualTo("1");
        }
    }

    @Test
    @Needs(Feature.TRANSACTIONS)
    void aTransactionalHandlerThatThrowsRollsBack() {
        try (WebSocketWire stream = open("/accounts/whole/" + key);
                WebSocketWire balance = open("/accounts/" + key + "/balance")) {
            assertThat(say(stream, "add")).isEqualTo("0");
            assertThat(stream.sendText("\"fail\"").closing().code()).isEqualTo(1011);
            assertThat(say(balance, "")).isEqualTo("0");
        }
    }

    @Test
    @Needs(Feature.SECURITY)
    void theContainerAsksForCredentials() {
        for (String[] credentials : new String[][] {{}, {new User("ada", "wrong", "admin").authorization()}}) {
            try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/secured/caller"), credentials)) {
                assertThat(wire.reply().status()).isEqualTo(401);
                assertThat(wire.reply().headers().get("WWW-Authenticate")).startsWith("Basic");
            }
        }
        try (WebSocketWire wire = open("/secured/caller", User.BOB)) {
            assertThat(wire.reply().status()).as("not in the role").isEqualTo(403);
        }
    }

    @Test
    void anEndpointWithAuthRefusesNobody() {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/unsecured/caller"))) {
            assertThat(wire.reply().status()).isEqualTo(401);
            assertThat(wire.reply().body()).contains("\"code\":\"unauthenticated\"");
        }
        try (WebSocketWire wire = open("/anybody")) {
            assertThat(say(wire, "stream")).isEqualTo("\"nobody\"");
        }
    }

    @Test
    @Needs(Feature.SECURITY)
    void anEndpointLetsInWhoHasItsRole() {
        try (WebSocketWire ada = open("/members/admins", User.ADA);
                WebSocketWire bob = open("/members/admins", User.BOB)) {
            assertThat(say(ada, "stream")).isEqualTo("\"ada\"");
            assertThat(bob.reply().status()).isEqualTo(403);
            assertThat(bob.reply().body()).contains("\"code\":\"permission_denied\"");
        }
    }

    @Test
    void anEndpointForARoleRefusesNobody() {
        for (String[] expected :
                new String[][] {{"/unsecured/admins", "401", "unauthenticated"}, {"/nobody", "403", "permission_denied"}
                }) {
            try (WebSocketWire wire = WebSocketWire.handshake(server.uri(expected[0]))) {
                assertThat(wire.reply().status()).isEqualTo(Integer.parseInt(expected[1]));
                assertThat(wire.reply().body()).contains("\"code\":\"" + expected[2] + "\"");
            }
        }
    }

    @Test
    void aPageOfAnotherOriginIsRefused() {
        String own = server.uri("/").getScheme() + "://" + server.uri("/").getAuthority();
        try (WebSocketWire wire = WebSocketWire.open(server.uri("/anybody"), "Origin: " + own)) {
            assertThat(say(wire, "stream")).isEqualTo("\"nobody\"");
        }
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri("/anybody"), "Origin: https://evil.example")) {
            assertThat(wire.reply().status()).isEqualTo(403);
            assertThat(wire.reply().body()).contains("\"code\":\"permission_denied\"");
        }
    }

    @Test
    @Needs(Feature.SECURITY)
    void aStreamKnowsItsCaller() {
        try (WebSocketWire ada = open("/secured/caller", User.ADA);
                WebSocketWire bob = open("/members/caller", User.BOB)) {
            assertThat(say(ada, "stream")).isEqualTo("\"ada\"");
            assertThat(say(bob, "stream")).isEqualTo("\"bob\"");
            assertThat(say(ada, "stream")).isEqualTo("\"ada\"");
        }
    }

    @Test
    @Needs({Feature.SECURITY, Feature.CONCURRENCY})
    void beansKnowTheCallerOfTheirStream() {
        try (WebSocketWire ada = open("/secured/caller", User.ADA);
                WebSocketWire bob = open("/members/caller", User.BOB)) {
            assertThat(say(ada, "injected")).isEqualTo("\"ada\"");
            assertThat(say(bob, "injected")).isEqualTo("\"bob\"");
            assertThat(say(ada, "vault")).isEqualTo("\"open for ada\"");
            assertThat(say(bob, "vault")).isEqualTo("\"closed\"");
        }
    }

    private static String say(WebSocketWire stream, String text) {
        return stream.sendText("\"" + text + "\"").text();
    }

    private static int[] scopes(WebSocketWire stream) {
        String[] numbers = say(stream, "").replaceAll("[\\[\\]\\s]", "").split(",");
        return java.util.Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray();
    }

    private WebSocketWire open(String path, User caller) {
        return WebSocketWire.handshake(server.uri(path), caller.authorization());
    }

    private WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
