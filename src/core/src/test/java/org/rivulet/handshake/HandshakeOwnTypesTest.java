package org.rivulet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.FromHeader;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.spi.HandshakeConverter;

/** Types of the application: by a static method of their own, or by a converter. */
class HandshakeOwnTypesTest {

    @RegisterExtension
    static final RivuletServer server =
            RivuletServer.with(Echoes.class, PointConverter.class, BracedIds.class, RoomConverter.class, Rooms.class);

    public record Colour(String name) {
        public static Colour fromString(String text) {
            return new Colour("from " + text);
        }

        public static Colour valueOf(String text) {
            throw new AssertionError("fromString goes first");
        }
    }

    record Hidden(String name) {
        static Hidden valueOf(String text) {
            return new Hidden("value of " + text);
        }
    }

    record Version(String name) {
        static Version parse(CharSequence text) {
            if (text.length() > 3) throw new IllegalStateException("too long");
            return new Version("parsed " + text);
        }
    }

    enum Level {
        LOW,
        HIGH;

        static Level fromString(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    record Factories(Colour colour, Hidden hidden, Version version, Level level) {}

    record Point(int x, int y) {}

    @Dependent
    static class PointConverter implements HandshakeConverter<Point> {
        @Override
        public Point fromString(String value) {
            String[] parts = value.split(",");
            if (parts.length != 2) throw new IllegalArgumentException("a point is x,y");
            return new Point(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    @ApplicationScoped
    static class BracedIds implements HandshakeConverter<UUID> {
        @Override
        public UUID fromString(String value) {
            return UUID.fromString(value.substring(1, value.length() - 1));
        }
    }

    record Room(String name) {}

    @ApplicationScoped
    static class Rooms {
        Room named(String name) {
            if (name.equals("attic")) throw new IllegalStateException("secret: the attic is on fire");
            return new Room(name);
        }
    }

    abstract static class ById<T> implements HandshakeConverter<T> {}

    @ApplicationScoped
    static class RoomConverter extends ById<Room> {

        @Inject
        Rooms rooms;

        @Override
        public Room fromString(String value) {
            return rooms.named(value);
        }
    }

    record Converted(Point point, Optional<Point> perhaps, List<Point> list, Point[] array, Set<Room> rooms) {
        @Override
        public String toString() {
            return point + " " + perhaps + " " + list + " " + List.of(array) + " " + rooms;
        }
    }

    record Braced(@FromHeader("X-Id") UUID id) {}

    record Located(Point point) {}

    record Housed(Room room) {}

    record Versioned(Version version) {}

    @StreamService
    static class Echoes {

        @StreamEndpoint(path = "/factories", expose = true)
        void factories(Factories handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/converted", expose = true)
        void converted(Converted handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/braced", expose = true)
        void braced(Braced handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/points/{point}", expose = true)
        void located(Located handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/room", expose = true)
        void housed(Housed handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/version", expose = true)
        void versioned(Versioned handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }
    }

    @Test
    void aStaticMethodOfOneStringConverts() {
        assertThat(Echo.of(server, "/factories?colour=red&hidden=h&version=1.0&level=high"))
                .isEqualTo("Factories[colour=Colour[name=from red], hidden=Hidden[name=value of h], "
                        + "version=Version[name=parsed 1.0], level=HIGH]");
    }

    @Test
    void aStaticMethodThatThrowsTellsOnlyTheType() {
        assertThat(message("/version?version=1.0.0"))
                .isEqualTo("unable to decode query string: invalid field version: expected a "
                        + "HandshakeOwnTypesTest.Version");
    }

    @Test
    void aConverterServesItsTypeInEveryShape() {
        assertThat(Echo.of(server, "/converted?point=1,2&perhaps=3,4&list=5,6&list=7,8&array=9,0&rooms=hall"))
                .isEqualTo("Point[x=1, y=2] Optional[Point[x=3, y=4]] [Point[x=5, y=6], Point[x=7, y=8]] "
                        + "[Point[x=9, y=0]] [Room[name=hall]]");
    }

    @Test
    void aConverterServesEverySource() {
        assertThat(Echo.of(server, "/points/3,4")).isEqualTo("Located[point=Point[x=3, y=4]]");
    }

    @Test
    void aConverterBeatsTheBuiltInOne() {
        String id = "123e4567-e89b-12d3-a456-426614174000";
        assertThat(Echo.of(server, "/braced", "X-Id: {" + id + "}")).isEqualTo("Braced[id=" + id + "]");
    }

    @Test
    void aConverterIsInjected() {
        assertThat(Echo.of(server, "/room?room=hall")).isEqualTo("Housed[room=Room[name=hall]]");
    }

    @Test
    void theClientIsToldWhyAConverterRefuses() {
        assertThat(message("/points/1")).isEqualTo("invalid path parameter point: a point is x,y");
    }

    @Test
    void theClientIsNotToldHowAConverterFails() {
        assertThat(message("/room?room=attic"))
                .isEqualTo("unable to decode query string: invalid field room: expected a HandshakeOwnTypesTest.Room");
    }

    private static String message(String target) {
        return Echo.refusal(server, target).json().getString("message");
    }
}
