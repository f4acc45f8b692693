package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.EmbeddedServer;

/** How mistakes are reported: all at once, and nothing runs. */
class ReportTest {

    record Unconvertible(Object any) {}

    record Hidden() {}

    @StreamService
    static class Broken {
        @StreamEndpoint(path = "/same")
        private void hidden(StreamIn<String> stream) {}

        @StreamEndpoint(path = "nowhere")
        <T> void twice(String name, StreamIn<T> stream) {}

        @StreamEndpoint(path = "/handshake")
        void handshake(Unconvertible handshake, StreamIn<String> stream) {}
    }

    @ApplicationScoped
    static class AlsoBroken {
        @StreamEndpoint(path = "/message")
        void message(StreamOut<Hidden> stream) {}

        @StreamEndpoint(path = "/one")
        void one(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/one")
        void two(StreamIn<String> stream) {}
    }

    @StreamService
    abstract static class NoBean {
        @StreamEndpoint(path = "/abstract")
        void open(StreamIn<String> stream) {}
    }

    @StreamService
    static class Right {
        @StreamEndpoint(path = "/right", expose = true)
        void open(StreamIn<String> stream) {}
    }

    @Test
    void everyMistakeOfEveryBeanIsReportedAtOnce() {
        assertThat(Deploying.mistakes(Broken.class, Right.class, AlsoBroken.class, NoBean.class))
                .hasSize(9)
                .anyMatch(mistake -> mistake.contains("Broken.hidden: an endpoint method cannot be private"))
                .anyMatch(mistake -> mistake.contains("Broken.twice: an endpoint method cannot have type parameters"))
                .anyMatch(mistake -> mistake.contains("Broken.twice: the path \"nowhere\" is wrong"))
                .anyMatch(mistake -> mistake.contains("Broken.twice: the parameter String is neither"))
                .anyMatch(mistake -> mistake.contains("Broken.twice: the message type of StreamIn<T> is not known"))
                .anyMatch(mistake -> mistake.contains("Broken.handshake: the handshake component any"))
                .anyMatch(mistake -> mistake.contains("AlsoBroken.message: the message type"))
                .anyMatch(mistake -> mistake.contains("the paths \"/one\" and \"/one\""))
                .anyMatch(mistake -> mistake.contains("NoBean: it has stream endpoints, but is no CDI bean"));
    }

    @Test
    void theReportCountsThem() {
        assertThatThrownBy(() -> start(0, NoBean.class))
                .hasMessageStartingWith("Rivulet found 1 mistake in the stream endpoints:\n  - ");
        assertThatThrownBy(() -> start(0, NoBean.class, AlsoBroken.class))
                .hasMessageStartingWith("Rivulet found 3 mistakes in the stream endpoints:\n  - ");
    }

    @Test
    void nothingOfTheApplicationIsReachable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> start(port, Right.class, AlsoBroken.class)).hasMessageContaining("Rivulet found");
        assertThatThrownBy(() -> new Socket("localhost", port).close()).isInstanceOf(ConnectException.class);
    }

    private static void start(int port, Class<?>... beans) {
        EmbeddedServer.builder().port(port).beans(beans).start().close();
    }

    @StreamService
    class Inner {
        @StreamEndpoint
        void open(StreamIn<String> stream) {}
    }

    @StreamService
    static class Demanding {
        Demanding(String argument) {}

        @StreamEndpoint
        void open(StreamIn<String> stream) {}
    }

    @StreamService
    interface Declared {
        @StreamEndpoint
        default void open(StreamIn<String> stream) {}
    }

    @Test
    void anAnnotatedClassThatIsNoBean() {
        String mend =
                ": it has stream endpoints, but is no CDI bean. Make it a concrete class, top-level or static, with "
                        + "@StreamService and a constructor without arguments or with @Inject.";
        assertThat(Deploying.mistakes(NoBean.class, Inner.class, Demanding.class))
                .containsExactlyInAnyOrder(
                        "ReportTest.NoBean" + mend, "ReportTest.Inner" + mend, "ReportTest.Demanding" + mend);
    }

    @StreamService
    static class OnlyInjected {
        @Inject
        OnlyInjected(BeanManager anything) {}

        @StreamEndpoint(path = "/one")
        void one(StreamIn<String> stream) {}

        @StreamEndpoint(path = "/two")
        void two(StreamIn<String> stream) {}
    }

    @StreamService
    static final class Final {
        @StreamEndpoint(path = "/final")
        void open(StreamIn<String> stream) {}
    }

    @Test
    void aClassThatItsScopeCannotMakeAProxyOf() {
        String mend =
                ": its scope @ApplicationScoped needs a proxy, which CDI cannot make of this class. Give it a constructor "
                        + "without arguments that is not private, beside one with @Inject if there is one, and make neither the class nor "
                        + "its methods final.";
        assertThat(Deploying.mistakes(OnlyInjected.class, Final.class))
                .containsExactlyInAnyOrder("ReportTest.OnlyInjected" + mend, "ReportTest.Final" + mend);
    }

    @StreamService
    static class Concrete extends NoBean {}

    @Test
    void anAbstractClassWithASubclassThatIsABeanIsFine() {
        Deploying.succeeds(NoBean.class, Concrete.class);
    }

    @StreamService
    static class Implementing implements Declared {}

    @Test
    void anEndpointOfAnInterfaceIsNotForgottenInSilence() {
        assertThat(Deploying.mistakes(Declared.class, Implementing.class))
                .containsExactly(
                        "ReportTest.Declared: it has stream endpoints, but is an interface, and CDI does not see"
                                + " annotations of its methods on a class. Declare them in the class.");
    }
}
