package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** What a limit must be. */
class LimitsDefinitionTest {

    @StreamService
    static class Plain {
        @StreamEndpoint
        void open(StreamIn<String> stream) {}
    }

    @ParameterizedTest
    @CsvSource({
        "rivulet.max-message-size, abc",
        "rivulet.max-message-size, 0",
        "rivulet.max-message-size, -1",
        "rivulet.max-message-size, 1.5",
        "rivulet.max-message-size, 99999999999999999999",
        "rivulet.max-message-size, ''",
        "rivulet.inbox-messages, 99999999999",
        "rivulet.inbox-bytes, 1k",
        "rivulet.outbox-messages, 99999999999",
        "rivulet.outbox-bytes, 1k",
        "rivulet.send-timeout, 30s",
        "rivulet.heartbeat, 0",
        "rivulet.max-streams, many",
        "rivulet.max-streams-per-caller, -1",
        "rivulet.messages-per-second, 1000001",
        "rivulet.message-timeout, 1s",
        "rivulet.first-message-timeout, 86400001",
        "rivulet.idle-timeout, -5",
        "rivulet.max-lifetime, 99999999999"
    })
    void aConfiguredLimitThatIsNone(String key, String value) {
        System.setProperty(key, value);
        try {
            assertThat(Deploying.mistakes(Plain.class)).singleElement().satisfies(mistake -> assertThat(mistake)
                    .startsWith("LimitsDefinitionTest.Plain.open: a limit is wrong: " + key + ": " + value
                            + " (expected: a whole number ")
                    .endsWith("). Correct the configuration."));
        } finally {
            System.clearProperty(key);
        }
    }

    @Test
    void aConfiguredLimitMayHaveSpacesAround() {
        System.setProperty("rivulet.max-message-size", " 1000 ");
        try {
            Deploying.succeeds(Plain.class);
        } finally {
            System.clearProperty("rivulet.max-message-size");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rivulet.streams-per-address, -1, 2147483647",
        "rivulet.handshakes-per-second, 1000001, 1000000",
        "rivulet.max-handshake-size, 16k, 2147483647"
    })
    void aConfiguredLimitOfAllEndpointsThatIsNone(String key, String value, long max) {
        System.setProperty(key, value);
        try {
            assertThat(Deploying.mistakes(Plain.class))
                    .containsExactly("the configuration: " + key + ": " + value
                            + " (expected: a whole number from 0 to " + max + "). Correct the configuration.");
        } finally {
            System.clearProperty(key);
        }
    }

    @StreamService
    static class Unlimited {
        @StreamEndpoint(
                maxStreams = 0,
                maxStreamsPerCaller = 0,
                messagesPerSecond = 0,
                messageTimeout = 0,
                firstMessageTimeout = 0,
                idleTimeout = 0,
                maxLifetime = 0)
        void open(StreamInOut<String, String> stream) {}

        @StreamEndpoint(messagesPerSecond = 0, firstMessageTimeout = 0)
        void out(StreamOut<String> stream) {}
    }

    @Test
    void whatMayBeWithoutALimitSaysSoByZero() {
        Deploying.succeeds(Unlimited.class);
    }

    @StreamService
    static class Fast {
        @StreamEndpoint(messagesPerSecond = 10)
        void open(StreamOut<String> stream) {}
    }

    @StreamService
    static class First {
        @StreamEndpoint(firstMessageTimeout = 10)
        void open(StreamOut<String> stream) {}
    }

    @ParameterizedTest
    @ValueSource(classes = {Fast.class, First.class})
    void aLimitOfMessagesWhereThereAreNone(Class<?> bean) {
        assertThat(Deploying.mistakes(bean))
                .containsExactly("LimitsDefinitionTest." + bean.getSimpleName() + ".open: messagesPerSecond and "
                        + "firstMessageTimeout are for streams that receive, and this one takes no messages. "
                        + "Remove them.");
    }

    @Test
    void aWrongNumberOfThreads() {
        System.setProperty("rivulet.handler-threads", "many");
        try {
            assertThat(Deploying.mistakes(Plain.class))
                    .containsExactly("the configuration: rivulet.handler-threads: many (expected: a whole number "
                            + "from 1 to 100000). Correct the configuration.");
        } finally {
            System.clearProperty("rivulet.handler-threads");
        }
    }

    @StreamService
    static class NoMessage {
        @StreamEndpoint(maxMessageSize = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @StreamService
    static class NoInbox {
        @StreamEndpoint(inboxMessages = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @StreamService
    static class NoInboxBytes {
        @StreamEndpoint(inboxBytes = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @StreamService
    static class NoOutbox {
        @StreamEndpoint(outboxMessages = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @StreamService
    static class NoOutboxBytes {
        @StreamEndpoint(outboxBytes = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @StreamService
    static class NoTime {
        @StreamEndpoint(sendTimeout = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @StreamService
    static class NoHeartbeat {
        @StreamEndpoint(heartbeat = 0)
        void open(StreamInOut<String, String> stream) {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                NoMessage.class,
                NoInbox.class,
                NoInboxBytes.class,
                NoOutbox.class,
                NoOutboxBytes.class,
                NoTime.class,
                NoHeartbeat.class
            })
    void aDeclaredLimitOfNothing(Class<?> bean) {
        assertThat(Deploying.mistakes(bean)).singleElement().satisfies(mistake -> assertThat(mistake)
                .startsWith("LimitsDefinitionTest." + bean.getSimpleName() + ".open: a limit is wrong: "));
    }
}
