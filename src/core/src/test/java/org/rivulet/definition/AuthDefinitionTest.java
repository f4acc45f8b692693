package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.rivulet.AuthData;
import org.rivulet.AuthHandler;
import org.rivulet.FromHeader;
import org.rivulet.FromPath;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamScoped;
import org.rivulet.StreamService;

/** What an auth handler must not be, and where auth data must not be. */
class AuthDefinitionTest {

    record Token(@FromHeader String authorization) {}

    interface Named {}

    record User(String name) implements Named {}

    @ApplicationScoped
    static class Right {
        @AuthHandler
        User right(Token token) {
            return new User(token.authorization());
        }
    }

    @ApplicationScoped
    static class Other {
        @AuthHandler
        String other(Token token) {
            return "";
        }
    }

    @Test
    void twoAuthHandlers() {
        assertThat(Deploying.mistakes(Right.class, Other.class)).singleElement().satisfies(mistake -> assertThat(
                        mistake)
                .contains("AuthDefinitionTest.Right.right", " and ", "AuthDefinitionTest.Other.other")
                .endsWith(
                        ": there are 2 auth handlers. Keep one, and let it take all credentials as components that are"
                                + " Optional."));
    }

    @Dependent
    static class OfPrivate {
        @AuthHandler
        private User authenticate(Token token) {
            return null;
        }
    }

    @Dependent
    static class OfStatic {
        @AuthHandler
        static User authenticate(Token token) {
            return null;
        }
    }

    @Dependent
    static class OfFinal {
        @AuthHandler
        final User authenticate(Token token) {
            return null;
        }
    }

    @Dependent
    static class OfGeneric {
        @AuthHandler
        <T> User authenticate(Token token) {
            return null;
        }
    }

    @Test
    void modifiers() {
        assertThat(Deploying.mistakes(OfPrivate.class))
                .containsExactly(
                        "AuthDefinitionTest.OfPrivate.authenticate: an auth handler cannot be private, as CDI calls"
                                + " it by a proxy. Remove private.");
        assertThat(Deploying.mistakes(OfStatic.class))
                .singleElement()
                .asString()
                .contains("cannot be static");
        assertThat(Deploying.mistakes(OfFinal.class)).singleElement().asString().contains("cannot be final");
        assertThat(Deploying.mistakes(OfGeneric.class))
                .singleElement()
                .asString()
                .contains("cannot have type parameters");
    }

    @Dependent
    static class OfNone {
        @AuthHandler
        User authenticate() {
            return null;
        }
    }

    @Dependent
    static class OfTwo {
        @AuthHandler
        User authenticate(Token token, String more) {
            return null;
        }
    }

    @Dependent
    static class OfString {
        @AuthHandler
        User authenticate(String token) {
            return null;
        }
    }

    record Nothing() {}

    @Dependent
    static class OfNothing {
        @AuthHandler
        User authenticate(Nothing nothing) {
            return null;
        }
    }

    record FromThePath(@FromPath String tenant) {}

    @Dependent
    static class OfPath {
        @AuthHandler
        User authenticate(FromThePath credentials) {
            return null;
        }
    }

    record Unconvertible(Object any) {}

    @Dependent
    static class OfUnconvertible {
        @AuthHandler
        User authenticate(Unconvertible credentials) {
            return null;
        }
    }

    @Test
    void credentials() {
        assertThat(Deploying.mistakes(OfNone.class))
                .containsExactly(
                        "AuthDefinitionTest.OfNone.authenticate: an auth handler has one parameter, the credentials, and"
                                + " this one has 0. Put all of them into one record, and inject everything else.");
        assertThat(Deploying.mistakes(OfTwo.class)).singleElement().asString().contains("this one has 2");
        assertThat(Deploying.mistakes(OfString.class))
                .singleElement()
                .asString()
                .contains("the parameter String is no type of credentials");
        assertThat(Deploying.mistakes(OfNothing.class))
                .containsExactly(
                        "AuthDefinitionTest.OfNothing.authenticate: the credentials AuthDefinitionTest.Nothing have no"
                                + " component, so nobody could have any. Add one, such as @FromHeader Optional<String>"
                                + " authorization.");
        assertThat(Deploying.mistakes(OfPath.class))
                .containsExactly(
                        "AuthDefinitionTest.OfPath.authenticate: the credentials component tenant comes from the path,"
                                + " which is another one for each endpoint. Take it from the query, a header or a cookie.");
        assertThat(Deploying.mistakes(OfUnconvertible.class))
                .singleElement()
                .asString()
                .contains("the credentials component any of AuthDefinitionTest.Unconvertible has the type Object");
    }

    @Dependent
    static class ToVoid {
        @AuthHandler
        void authenticate(Token token) {}
    }

    @Dependent
    static class ToPrimitive {
        @AuthHandler
        long authenticate(Token token) {
            return 0;
        }
    }

    @Dependent
    static class ToStage {
        @AuthHandler
        CompletionStage<User> authenticate(Token token) {
            return null;
        }
    }

    @Dependent
    static class ToWildcard {
        @AuthHandler
        List<?> authenticate(Token token) {
            return null;
        }
    }

    @Test
    void authData() {
        assertThat(Deploying.mistakes(ToVoid.class))
                .containsExactly(
                        "AuthDefinitionTest.ToVoid.authenticate: an auth handler returns the auth data, and this one"
                                + " returns nothing. Return who it is, and null if the credentials are those of nobody.");
        assertThat(Deploying.mistakes(ToPrimitive.class))
                .singleElement()
                .asString()
                .contains("auth data are an object, and long is none");
        assertThat(Deploying.mistakes(ToStage.class))
                .singleElement()
                .asString()
                .contains("not a CompletionStage<AuthDefinitionTest.User>");
        assertThat(Deploying.mistakes(ToWildcard.class))
                .singleElement()
                .asString()
                .contains("the type of the auth data, List<?>, is not known");
    }

    @StreamService
    @StreamScoped
    static class OfStream {
        @AuthHandler
        User authenticate(Token token) {
            return null;
        }
    }

    @ApplicationScoped
    static final class WithoutProxy {
        @AuthHandler
        User authenticate(Token token) {
            return null;
        }
    }

    @ApplicationScoped
    abstract static class Abstract {
        @AuthHandler
        User authenticate(Token token) {
            return null;
        }
    }

    @Test
    void beans() {
        assertThat(Deploying.mistakes(OfStream.class))
                .containsExactly(
                        "AuthDefinitionTest.OfStream.authenticate: an auth handler is called before there is a stream,"
                                + " and its bean is @StreamScoped. Move it to an @ApplicationScoped bean.");
        assertThat(Deploying.mistakes(WithoutProxy.class))
                .singleElement()
                .asString()
                .contains("needs a proxy");
        assertThat(Deploying.mistakes(Abstract.class))
                .singleElement()
                .asString()
                .contains("Abstract: it has an auth handler, but is no CDI bean");
    }

    @StreamService
    static class Parameters {

        @StreamEndpoint(path = "/right", auth = true)
        void right(@AuthData User user, StreamIn<String> stream) {}

        @StreamEndpoint(path = "/wider", auth = true)
        void wider(StreamIn<String> stream, @AuthData Named user) {}

        @StreamEndpoint(path = "/optional")
        void optional(@AuthData Optional<User> user, Token handshake, StreamIn<String> stream) {}

        @StreamEndpoint(path = "/sure", auth = true)
        void sure(@AuthData Optional<Named> user, StreamIn<String> stream) {}
    }

    @StreamService
    static class WrongParameters {

        @StreamEndpoint(path = "/required")
        void required(@AuthData User user, StreamIn<String> stream) {}

        @StreamEndpoint(path = "/other", auth = true)
        void other(@AuthData String user, StreamIn<String> stream) {}

        @StreamEndpoint(path = "/optional")
        void optional(@AuthData Optional<String> user, StreamIn<String> stream) {}
    }

    @Test
    void parameters() {
        Deploying.succeeds(Right.class, Parameters.class);
        assertThat(Deploying.mistakes(Right.class, WrongParameters.class))
                .containsExactlyInAnyOrder(
                        "AuthDefinitionTest.WrongParameters.required: the parameter AuthDefinitionTest.User is @AuthData, but"
                                + " without auth = true nobody need be authenticated. Make it"
                                + " Optional<AuthDefinitionTest.User>, or set auth = true.",
                        "AuthDefinitionTest.WrongParameters.other: the parameter String is @AuthData, but the auth handler"
                                + " returns AuthDefinitionTest.User. Make it AuthDefinitionTest.User.",
                        "AuthDefinitionTest.WrongParameters.optional: the parameter Optional<String> is @AuthData, but the auth"
                                + " handler returns AuthDefinitionTest.User. Make it Optional<AuthDefinitionTest.User>.");
        assertThat(Deploying.mistakes(Parameters.class))
                .hasSize(4)
                .contains(
                        "AuthDefinitionTest.Parameters.right: the parameter AuthDefinitionTest.User is @AuthData, and nothing"
                                + " gives any. Add an @AuthHandler method that returns AuthDefinitionTest.User, or remove the"
                                + " parameter: stream.caller() is who the container has authenticated.");
    }

    @ApplicationScoped
    static class Keeping {
        @Inject
        @AuthData
        User kept;
    }

    @ApplicationScoped
    static class KeepingOptional {
        @Inject
        @AuthData
        Optional<User> kept;
    }

    @Dependent
    static class Between {
        @Inject
        @AuthData
        User user;
    }

    @Dependent
    static class FurtherBetween {
        @Inject
        Between between;
    }

    @ApplicationScoped
    static class KeepingByAnother {
        @Inject
        FurtherBetween kept;
    }

    @StreamScoped
    static class Fine {
        @Inject
        FurtherBetween between;
    }

    @ApplicationScoped
    static class AlsoFine {
        @Inject
        Instance<FurtherBetween> between;

        @Inject
        Fine fine;
    }

    @Test
    void injectionIntoWhatLivesLongerThanAStream() {
        Deploying.succeeds(Right.class, Between.class, FurtherBetween.class, Fine.class, AlsoFine.class);
        String what =
                ": it would keep the @AuthData of one stream, since it lives longer than that. Inject Instance<..>, with"
                        + " @AuthData if it has it here, and ask it each time, or make the bean @StreamScoped.";
        assertThat(Deploying.mistakes(
                        Right.class,
                        Keeping.class,
                        KeepingOptional.class,
                        Between.class,
                        FurtherBetween.class,
                        KeepingByAnother.class))
                .containsExactlyInAnyOrder(
                        "AuthDefinitionTest.Keeping.kept" + what,
                        "AuthDefinitionTest.KeepingOptional.kept" + what,
                        "AuthDefinitionTest.KeepingByAnother.kept" + what);
    }

    @Test
    void configuration() {
        System.setProperty("rivulet.allowed-origins", "example.com");
        System.setProperty("rivulet.trusted-proxies", "localhost");
        try {
            assertThat(Deploying.mistakes(Right.class))
                    .hasSize(2)
                    .anyMatch(mistake ->
                            mistake.startsWith("the configuration: rivulet.allowed-origins: example.com (expected:"))
                    .anyMatch(mistake ->
                            mistake.startsWith("the configuration: rivulet.trusted-proxies: localhost (expected:"));
        } finally {
            System.clearProperty("rivulet.allowed-origins");
            System.clearProperty("rivulet.trusted-proxies");
        }
    }

    @StreamService
    static class Access {

        @StreamEndpoint(path = "/x")
        @RolesAllowed("admin")
        @PermitAll
        void open(StreamIn<String> stream) {}
    }

    @StreamService
    @DenyAll
    @PermitAll
    static class ClassAccess {

        @StreamEndpoint(path = "/x")
        void open(StreamIn<String> stream) {}
    }

    @Test
    void twoRulesAtOnePlace() {
        String what =
                ": there are two of @RolesAllowed, @PermitAll and @DenyAll at one place. Keep the one that is meant.";
        assertThat(Deploying.mistakes(Access.class)).containsExactly("AuthDefinitionTest.Access.open" + what);
        assertThat(Deploying.mistakes(ClassAccess.class)).containsExactly("AuthDefinitionTest.ClassAccess.open" + what);
    }
}
