package org.rivulet.suite.app;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.rivulet.ErrorCode;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** Answers with the handshake. */
@StreamService
public class Handshakes {

    enum Theme {
        LIGHT,
        DARK
    }

    record Everything(
            String id,
            int page,
            @FromQuery("tag") List<String> tags,
            Optional<String> q,
            Optional<UUID> uuid,
            Optional<LocalDate> day,
            Optional<URI> link,
            @FromHeader("X-Client") Optional<String> client,
            @FromHeader("X-Tag") List<String> labels,
            @FromCookie("theme") Optional<Theme> theme) {}

    record Room(String room) {}

    record Rest(String rest) {}

    record Constrained(
            @Max(9) int page,
            @Size(min = 2) @FromHeader("X-Name") String name) {}

    /** Refused by its own constructor. */
    record Refused(ErrorCode code) {
        Refused {
            throw new StreamException(code, "because of ü");
        }
    }

    @StreamEndpoint(path = "/handshake/all/{id}", expose = true)
    void everything(Everything handshake, StreamOut<String> stream) {
        stream.send(handshake.toString());
    }

    @StreamEndpoint(path = "/handshake/rooms/{room}", expose = true)
    void parameter(Room handshake, StreamOut<String> stream) {
        stream.send("parameter " + handshake.room());
    }

    @StreamEndpoint(path = "/handshake/rooms/lobby", expose = true)
    void literal(StreamOut<String> stream) {
        stream.send("literal");
    }

    @StreamEndpoint(path = "/handshake/files/{*rest}", expose = true)
    void rest(Rest handshake, StreamOut<String> stream) {
        stream.send("rest " + handshake.rest());
    }

    @StreamEndpoint(path = "/handshake/files/index", expose = true)
    void index(StreamOut<String> stream) {
        stream.send("literal");
    }

    @StreamEndpoint(path = "/handshake/path/{room}", expose = true)
    void path(Room handshake, StreamOut<String> stream) {
        stream.send(stream.path());
    }

    @StreamEndpoint(path = "/handshake/constrained", expose = true)
    void constrained(Constrained handshake, StreamOut<String> stream) {
        stream.send(handshake.toString());
    }

    @StreamEndpoint(path = "/handshake/refused", expose = true)
    void refused(Refused handshake, StreamOut<String> stream) {
        throw new IllegalStateException("was refused");
    }

    @StreamEndpoint(expose = true)
    void byDefault(StreamOut<String> stream) {
        stream.send("default");
    }

    @StreamEndpoint(path = "/handshake/caller", expose = true, auth = true)
    void caller(StreamOut<String> stream) {
        throw new IllegalStateException("has no caller");
    }

    @StreamEndpoint(path = "/handshake/hidden")
    void hidden(StreamOut<String> stream) {
        throw new IllegalStateException("is hidden");
    }
}
