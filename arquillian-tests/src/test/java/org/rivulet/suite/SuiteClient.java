package org.rivulet.suite;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.rivulet.embedded.junit.Reply;
import org.rivulet.embedded.junit.WebSocketWire;
import org.rivulet.embedded.junit.WebSocketWire.Close;
import org.rivulet.suite.server.Archives;
import org.rivulet.suite.server.RunningServer;

/** A client of the suite's WAR, for the tests of a class. */
abstract class SuiteClient {

    @ArquillianResource
    RunningServer server;

    @Deployment(testable = false)
    static WebArchive suite() {
        return Archives.suite();
    }

    /** A stream that must open. */
    WebSocketWire open(String path, String... headers) {
        return WebSocketWire.open(server.uri(path), headers);
    }

    /** The answer to an opening handshake. */
    Reply handshake(String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.handshake(server.uri(path), headers)) {
            return wire.reply();
        }
    }

    /** The answer to any other request. */
    Reply request(String method, String path, String... headers) {
        try (WebSocketWire wire = WebSocketWire.request(method, server.uri(path), headers)) {
            return wire.reply();
        }
    }

    /** The first message of a stream, a JSON string. */
    String first(String path, String... headers) {
        try (WebSocketWire wire = open(path, headers)) {
            return string(wire.text());
        }
    }

    /** Lets the handlers go on that wait for this. */
    void go(String about) {
        try (WebSocketWire wire = open("/witness/" + about + "/go")) {
            wire.closing();
        }
    }

    static String string(String json) {
        return ((JsonString) value(json)).getString();
    }

    static JsonObject json(Close close) {
        return value(close.reason()).asJsonObject();
    }

    private static JsonValue value(String json) {
        return Json.createReader(new StringReader(json)).readValue();
    }
}
