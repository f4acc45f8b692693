package org.rivulet.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogWordsTest {

    @Test
    void nothingBeginsALineOrCommandsATerminal() {
        assertThat(LogWords.of("a\r\nb\u001b[31m\u009b\u0085\u2028\u202ec\0"))
                .isEqualTo("a\\u000d\\u000ab\\u001b[31m\\u009b\\u0085\\u2028\\u202ec\\u0000");
    }

    @Test
    void anythingElseStaysAsItIs() {
        assertThat(LogWords.of("$.naïve: 😀 \\ \"x\"")).isEqualTo("$.naïve: 😀 \\ \"x\"");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(LogWords.of("x".repeat(1_000_000))).hasSize(503).endsWith("x...");
    }
}
