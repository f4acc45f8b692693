package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rivulet.FromPath;
import org.rivulet.FromQuery;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamService;

/** What a path must be; each rule of its syntax is in PathTemplateTest. */
class PathDefinitionTest {

    record Id(String id) {}

    record Elsewhere(@FromQuery String id) {}

    record Pathed(@FromPath String id) {}

    record Renamed(@FromPath("key") String id) {}

    @StreamService
    static class Broken {
        @StreamEndpoint(path = "x")
        void noSlash(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/x//{}")
        void several(StreamIn<String> stream) {}
    }

    @Test
    void aPathThatBreaksTheRules() {
        String mend = ". Write it like /chat/{id} or /files/{*path}.";
        assertThat(Deploying.mistakes(Broken.class))
                .containsExactlyInAnyOrder(
                        "PathDefinitionTest.Broken.noSlash: the path \"x\" is wrong: path must start with '/'" + mend,
                        "PathDefinitionTest.Broken.several: the path \"/x//{}\" is wrong: path cannot contain empty "
                                + "path segment; path parameters must have a name" + mend);
    }

    @StreamService(name = "a/b")
    static class NamedBadly {
        @StreamEndpoint(name = "c d?")
        void open(StreamIn<String> stream) {}
    }

    @Test
    void aDefaultPathOfNamesThatAreNone() {
        assertThat(Deploying.mistakes(NamedBadly.class))
                .containsExactly("PathDefinitionTest.NamedBadly.open: the path \"/a/b.c d?\" is wrong: path cannot "
                        + "contain query parameters (the '?' character). Write it like /chat/{id} or /files/{*path}.");
    }

    @StreamService
    static class Untaken {
        @StreamEndpoint(path = "/a/{id}")
        void noHandshake(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/b/{key}/{*rest}")
        void noComponent(Id handshake, StreamIn<String> stream) {}

        @StreamEndpoint(path = "/c/{id}")
        void fromElsewhere(Elsewhere handshake, StreamIn<String> stream) {}
    }

    @Test
    void aPathParameterThatNothingTakes() {
        assertThat(Deploying.mistakes(Untaken.class))
                .containsExactlyInAnyOrder(
                        "PathDefinitionTest.Untaken.noHandshake: the path \"/a/{id}\" has a parameter id that no "
                                + "handshake component takes. Add a handshake record with a component id.",
                        "PathDefinitionTest.Untaken.noComponent: the path \"/b/{key}/{*rest}\" has a parameter key "
                                + "that no handshake component takes. Add a component key to PathDefinitionTest.Id.",
                        "PathDefinitionTest.Untaken.noComponent: the path \"/b/{key}/{*rest}\" has a parameter rest "
                                + "that no handshake component takes. Add a component rest to PathDefinitionTest.Id.",
                        "PathDefinitionTest.Untaken.fromElsewhere: the path \"/c/{id}\" has a parameter id that no "
                                + "handshake component takes. Add a component id to PathDefinitionTest.Elsewhere.");
    }

    @StreamService
    static class Unavailable {
        @StreamEndpoint(path = "/a")
        void pathed(Pathed handshake, StreamIn<String> stream) {}

        @StreamEndpoint(path = "/b")
        void renamed(Renamed handshake, StreamIn<String> stream) {}
    }

    @Test
    void aComponentFromAPathThatHasNoSuchParameter() {
        assertThat(Deploying.mistakes(Unavailable.class))
                .containsExactlyInAnyOrder(
                        "PathDefinitionTest.Unavailable.pathed: the handshake component id comes from the path, but "
                                + "\"/a\" has no {id}. Put {id} into the path, or remove @FromPath.",
                        "PathDefinitionTest.Unavailable.renamed: the handshake component id comes from the path, but "
                                + "\"/b\" has no {key}. Put {key} into the path, or remove @FromPath.");
    }

    @StreamService
    static class One {
        @StreamEndpoint(path = "/same")
        void open(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/rooms/{id}")
        void room(Id handshake, StreamIn<String> stream) {}
    }

    @StreamService
    static class Other {
        @StreamEndpoint(path = "/same")
        void open(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/rooms/{key}")
        void room(Renamed handshake, StreamIn<String> stream) {}
    }

    @Test
    void twoEndpointsThatMatchEquallyWell() {
        List<String> mistakes = Deploying.mistakes(One.class, Other.class);
        assertThat(mistakes)
                .hasSize(2)
                .allMatch(mistake ->
                        mistake.endsWith("match the same requests equally well. Give one of them another path."));
        assertThat(mistakes)
                .anySatisfy(mistake -> assertThat(mistake)
                        .contains(
                                "PathDefinitionTest.One.open",
                                "PathDefinitionTest.Other.open",
                                ": the paths \"/same\" and \"/same\" match"))
                .anySatisfy(mistake -> assertThat(mistake)
                        .contains(
                                "PathDefinitionTest.One.room",
                                "PathDefinitionTest.Other.room",
                                "\"/rooms/{id}\"",
                                "\"/rooms/{key}\""));
    }
}
