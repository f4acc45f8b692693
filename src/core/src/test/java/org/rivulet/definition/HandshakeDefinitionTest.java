package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rivulet.FromHeader;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamService;

/** What a handshake must be. */
class HandshakeDefinitionTest {

    interface Shape {}

    abstract static class Base {}

    class Inner {}

    enum Theme {
        LIGHT
    }

    static class Demanding {
        Demanding(String argument) {}
    }

    @StreamService
    static class OfInt {
        @StreamEndpoint(path = "/x")
        void open(int page, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfString {
        @StreamEndpoint(path = "/x")
        void open(String name, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfInterface {
        @StreamEndpoint(path = "/x")
        void open(Shape handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfAbstract {
        @StreamEndpoint(path = "/x")
        void open(Base handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfInner {
        @StreamEndpoint(path = "/x")
        void open(Inner handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfEnum {
        @StreamEndpoint(path = "/x")
        void open(Theme handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfArray {
        @StreamEndpoint(path = "/x")
        void open(Theme[] handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfList {
        @StreamEndpoint(path = "/x")
        void open(List<String> handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class OfDemanding {
        @StreamEndpoint(path = "/x")
        void open(Demanding handshake, StreamIn<String> stream) {}
    }

    static List<Arguments> noHandshakes() {
        return List.of(
                Arguments.of(OfInt.class, "int"),
                Arguments.of(OfString.class, "String"),
                Arguments.of(OfInterface.class, "HandshakeDefinitionTest.Shape"),
                Arguments.of(OfAbstract.class, "HandshakeDefinitionTest.Base"),
                Arguments.of(OfInner.class, "HandshakeDefinitionTest.Inner"),
                Arguments.of(OfEnum.class, "HandshakeDefinitionTest.Theme"),
                Arguments.of(OfArray.class, "HandshakeDefinitionTest.Theme[]"),
                Arguments.of(OfList.class, "List"),
                Arguments.of(OfDemanding.class, "HandshakeDefinitionTest.Demanding"));
    }

    @ParameterizedTest
    @MethodSource("noHandshakes")
    void aParameterThatIsNoHandshake(Class<?> bean, String type) {
        assertThat(Deploying.mistakes(bean))
                .containsExactly("HandshakeDefinitionTest." + bean.getSimpleName() + ".open: the parameter " + type
                        + " is neither a stream nor a handshake. Make it a record whose components name path, query, "
                        + "header or cookie values, or a static class with a no-argument constructor.");
    }

    record Hello(String name) {}

    record Page(int page) {}

    @StreamService
    static class Two {
        @StreamEndpoint(path = "/x")
        void open(Hello hello, StreamIn<String> stream, Page page) {}
    }

    @Test
    void twoHandshakes() {
        assertThat(Deploying.mistakes(Two.class))
                .containsExactly("HandshakeDefinitionTest.Two.open: there are two handshakes among the parameters, the "
                        + "second a HandshakeDefinitionTest.Page. Put all their components into one record.");
    }

    static class Fixed {
        private final String name = "";
    }

    @StreamService
    static class OfFixed {
        @StreamEndpoint(path = "/x")
        void open(Fixed handshake, StreamIn<String> stream) {}
    }

    @Test
    void aFinalFieldInAClass() {
        assertThat(Deploying.mistakes(OfFixed.class))
                .containsExactly("HandshakeDefinitionTest.OfFixed.open: the field name of the handshake "
                        + "HandshakeDefinitionTest.Fixed is final. Remove final, or make the class a record.");
    }

    record Twofold(@FromQuery("a") @FromHeader("b") String both) {}

    @StreamService
    static class OfTwofold {
        @StreamEndpoint(path = "/x")
        void open(Twofold handshake, StreamIn<String> stream) {}
    }

    @Test
    void aComponentWithTwoSources() {
        assertThat(Deploying.mistakes(OfTwofold.class))
                .containsExactly("HandshakeDefinitionTest.OfTwofold.open: the handshake component both comes from two "
                        + "places at once. Keep one of the annotations.");
    }

    record Unconvertible(
            Object any,
            Map<String, String> map,
            List<List<String>> nested,
            Optional<Shape> perhaps,
            Shape[] array,
            String fine) {}

    @StreamService
    static class OfUnconvertible {
        @StreamEndpoint(path = "/x")
        void open(Unconvertible handshake, StreamIn<String> stream) {}
    }

    @Test
    void componentsThatNoStringConvertsTo() {
        assertThat(Deploying.mistakes(OfUnconvertible.class))
                .containsExactly(
                        unconvertible("any", "Object"),
                        unconvertible("map", "Map<String, String>"),
                        unconvertible("nested", "List<List<String>>"),
                        unconvertible("perhaps", "Optional<HandshakeDefinitionTest.Shape>"),
                        unconvertible("array", "HandshakeDefinitionTest.Shape[]"));
    }

    private static String unconvertible(String component, String type) {
        return "HandshakeDefinitionTest.OfUnconvertible.open: the handshake component " + component
                + " of HandshakeDefinitionTest.Unconvertible has the type " + type + ", which no string converts to. "
                + "Give the type a static fromString, valueOf or parse of one String, or provide a CDI bean "
                + "HandshakeConverter<" + type + ">.";
    }
}
