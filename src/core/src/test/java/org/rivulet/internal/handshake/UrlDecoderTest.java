package org.rivulet.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers refuse before it comes here, or hide. */
class UrlDecoderTest {

    @ParameterizedTest
    @ValueSource(strings = {"%", "a%", "%4", "%zz", "%4z", "%z4", "%-1", "%+1", "a%2"})
    void aBrokenEscapeIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlDecoder.query("q=" + text))
                .withMessage("'%' is not followed by two hexadecimal digits");
        assertThatIllegalArgumentException().isThrownBy(() -> UrlDecoder.path("/" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C3", "%FF", "%C0%AF", "%ED%A0%80", "%F4%90%80%80", "%C3a"})
    void bytesThatAreNotUtf8AreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UrlDecoder.query("q=" + text))
                .withMessage("the percent-encoded bytes are not UTF-8");
        assertThatIllegalArgumentException().isThrownBy(() -> UrlDecoder.path("/" + text));
    }

    @Test
    void unencodedUnicodeStaysAsItIs() {
        assertThat(UrlDecoder.path("/é%C3%A9")).containsExactly("éé");
        assertThat(UrlDecoder.query("é=😀+%F0%9F%98%80")).containsEntry("é", List.of("😀 😀"));
    }

    @Test
    void aPathOfNothingHasOneEmptySegment() {
        assertThat(UrlDecoder.path("")).containsExactly("");
        assertThat(UrlDecoder.path("/")).containsExactly("");
        assertThat(UrlDecoder.path("/a/")).containsExactly("a", "");
    }

    @Test
    void theOrderOfTheQueryIsKept() {
        assertThat(UrlDecoder.query("b=1&a=2&b=3").keySet()).containsExactly("b", "a");
        assertThat(UrlDecoder.query("b=1&a=2&b=3")).containsEntry("b", List.of("1", "3"));
        assertThat(UrlDecoder.query(null)).isEmpty();
    }
}
