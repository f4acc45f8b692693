package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
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
        "rivulet.heartbeat, 0"
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
