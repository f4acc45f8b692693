package org.rivulet.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void aPageByItselfIsNoReply() {
        assertThatThrownBy(() -> Reply.read(bytes("<!doctype html><html lang=\"en\">\n")))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("no status line: <!doctype html><html lang=\"en\">");
    }

    @Test
    void aStatusNeedsNoWords() throws IOException {
        assertThat(Reply.read(bytes("HTTP/1.1 400 \r\nContent-Length: 2\r\n\r\nno"))
                        .body())
                .isEqualTo("no");
        assertThat(Reply.read(bytes("HTTP/1.1 204\r\nContent-Length: 0\r\n\r\n"))
                        .status())
                .isEqualTo(204);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
