package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.Dependent;
import org.junit.jupiter.api.Test;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamService;

/** What an endpoint method must not be. */
class MethodDefinitionTest {

    @StreamService
    static class OfPrivate {
        @StreamEndpoint(path = "/x")
        private void open(StreamIn<String> stream) {}
    }

    @StreamService
    static class OfStatic {
        @StreamEndpoint(path = "/x")
        static void open(StreamIn<String> stream) {}
    }

    @StreamService
    static class OfPrivateStatic {
        @StreamEndpoint(path = "/x")
        private static void open(StreamIn<String> stream) {}
    }

    @Dependent
    static class OfFinal {
        @StreamEndpoint(path = "/x")
        final void open(StreamIn<String> stream) {}
    }

    @StreamService
    static class OfGeneric {
        @StreamEndpoint(path = "/x")
        <T> void open(StreamIn<String> stream) {}
    }

    @Test
    void privateMethod() {
        assertThat(Deploying.mistakes(OfPrivate.class))
                .containsExactly("MethodDefinitionTest.OfPrivate.open: an endpoint method cannot be private: "
                        + "interceptors and scopes would not apply to it. Remove private.");
    }

    @Test
    void staticMethod() {
        assertThat(Deploying.mistakes(OfStatic.class))
                .containsExactly("MethodDefinitionTest.OfStatic.open: an endpoint method cannot be static: "
                        + "interceptors and scopes would not apply to it. Remove static.");
    }

    @Test
    void privateStaticMethod() {
        assertThat(Deploying.mistakes(OfPrivateStatic.class)).anyMatch(mistake -> mistake.contains("static"));
    }

    @Test
    void finalMethod() {
        assertThat(Deploying.mistakes(OfFinal.class))
                .containsExactly("MethodDefinitionTest.OfFinal.open: an endpoint method cannot be final: "
                        + "CDI could not put its proxy before it. Remove final.");
    }

    @Test
    void genericMethod() {
        assertThat(Deploying.mistakes(OfGeneric.class))
                .containsExactly("MethodDefinitionTest.OfGeneric.open: an endpoint method cannot have type parameters "
                        + "of its own. Name the concrete types.");
    }
}
