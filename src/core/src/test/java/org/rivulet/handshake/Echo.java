package org.rivulet.handshake;

import jakarta.json.Json;
import jakarta.json.JsonString;
import java.io.StringReader;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Asks endpoints that send the text of their handshake. */
final class Echo {

    private Echo() {}

    /** The string that the endpoint sends. */
    static String of(RivuletServer server, String target, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri(), target, headers)) {
            if (wire.reply().status() != 101) throw new AssertionError("not upgraded: " + wire.reply());
            return ((JsonString)
                            Json.createReader(new StringReader(wire.text())).readValue())
                    .getString();
        }
    }

    /** The answer to a handshake that fails. */
    static Reply refusal(RivuletServer server, String target, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshakeTarget(server.uri(), target, headers)) {
            return wire.reply();
        }
    }
}
