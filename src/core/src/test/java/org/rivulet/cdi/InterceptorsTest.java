package org.rivulet.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.ErrorCode;
import org.rivulet.RivuletStream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamException;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;
import org.rivulet.embedded.junit.WebSocketWire;

/** Interceptors, such as that of {@code @Transactional}, apply to endpoint methods as to any other of a bean. */
class InterceptorsTest {

    @RegisterExtension
    final RivuletServer server = RivuletServer.with(
            Events.class, Transactions.class, Guard.class, Plain.class, Covered.class, Uncovered.class);

    @InterceptorBinding
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface InTransaction {}

    @InterceptorBinding
    @Target({ElementType.TYPE, ElementType.METHOD})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Guarded {}

    @Interceptor
    @InTransaction
    @Priority(Interceptor.Priority.APPLICATION)
    static class Transactions {

        @Inject
        Events events;

        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            events.add("begin " + call.getMethod().getName());
            try {
                Object result = call.proceed();
                events.add("commit " + result);
                return result;
            } catch (RuntimeException e) {
                events.add("rollback " + e.getMessage());
                throw e;
            }
        }
    }

    @Interceptor
    @Guarded
    @Priority(Interceptor.Priority.APPLICATION + 1)
    static class Guard {

        @Inject
        Events events;

        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            Object[] parameters = call.getParameters();
            events.add(Arrays.stream(parameters)
                    .map(parameter -> parameter instanceof RivuletStream stream ? stream.path() : parameter.toString())
                    .collect(Collectors.joining(", ")));
            Hello hello = (Hello) parameters[0];
            if (hello.name().equals("eve")) throw new StreamException(ErrorCode.PERMISSION_DENIED, "not you, eve");
            parameters[0] = new Hello(hello.name() + "!");
            call.setParameters(parameters);
            return call.proceed();
        }
    }

    record Hello(String name) {}

    @StreamService
    static class Plain {

        @Inject
        Events events;

        @InTransaction
        @StreamEndpoint(path = "/echo", expose = true)
        void echo(StreamInOut<String, String> stream) {
            for (String message : stream) stream.send(message);
            events.add("handled");
        }

        @InTransaction
        @StreamEndpoint(path = "/response", expose = true)
        String response(StreamIn<String> stream) {
            return "answer";
        }

        @InTransaction
        @StreamEndpoint(path = "/failing", expose = true)
        void failing(StreamOut<String> stream) {
            throw new StreamException(ErrorCode.ABORTED, "no");
        }

        @Guarded
        @StreamEndpoint(path = "/guarded", expose = true)
        void guarded(Hello handshake, StreamOut<String> stream) {
            stream.send("hello " + handshake.name());
        }

        @StreamEndpoint(path = "/plain", expose = true)
        void plain(StreamOut<String> stream) {
            stream.send("plain");
        }
    }

    @StreamService
    @InTransaction
    @Guarded
    static class Covered {
        @StreamEndpoint(path = "/covered", expose = true)
        void covered(Hello handshake, StreamOut<String> stream) {
            stream.send(handshake.name());
        }
    }

    @StreamService
    static class Uncovered {
        @StreamEndpoint(path = "/uncovered", expose = true)
        void uncovered(Hello handshake, StreamOut<String> stream) {
            stream.send(handshake.name());
        }
    }

    @Test
    void anInterceptorIsAroundTheWholeStream() {
        try (WebSocketWire wire = open("/echo")) {
            assertThat(wire.sendText("\"a\"").text()).isEqualTo("\"a\"");
            events().expect("begin echo");
            assertThat(wire.sendText("\"b\"").text()).isEqualTo("\"b\"");
            events().expectNothing();
            wire.sendClose(1000, "").closing();
            events().expect("handled", "commit null");
        }
    }

    @Test
    void anInterceptorIsAroundAStreamWhoseClientVanishes() {
        WebSocketWire wire = open("/echo");
        assertThat(wire.sendText("\"a\"").text()).isEqualTo("\"a\"");
        wire.reset();
        events().expect("begin echo", "handled", "commit null");
    }

    @Test
    void anInterceptorSeesTheResponse() {
        try (WebSocketWire wire = open("/response")) {
            assertThat(wire.text()).isEqualTo("\"answer\"");
            events().expect("begin response", "commit answer");
        }
    }

    @Test
    void anInterceptorSeesWhatTheHandlerThrows() {
        try (WebSocketWire wire = open("/failing")) {
            assertThat(wire.closing())
                    .isEqualTo(new WebSocketWire.Close(4409, "{\"code\":\"aborted\",\"message\":\"no\"}"));
            events().expect("begin failing", "rollback no");
        }
    }

    @Test
    void anInterceptorSeesAndReplacesTheParameters() {
        try (WebSocketWire wire = open("/guarded?name=ada")) {
            assertThat(wire.text()).isEqualTo("\"hello ada!\"");
            events().expect("Hello[name=ada], /guarded");
        }
    }

    @Test
    void anInterceptorMayRefuseTheStream() {
        try (WebSocketWire wire = open("/guarded?name=eve")) {
            assertThat(wire.closing())
                    .isEqualTo(new WebSocketWire.Close(
                            4403, "{\"code\":\"permission_denied\",\"message\":\"not you, eve\"}"));
        }
    }

    @Test
    void bindingsOfTheClassApplyInTheOrderOfTheirPriorities() {
        try (WebSocketWire wire = open("/covered?name=ada")) {
            assertThat(wire.text()).isEqualTo("\"ada!\"");
            wire.closing();
            events().expect("begin covered", "Hello[name=ada], /covered", "commit null");
        }
    }

    @Test
    void bindingsApplyWhereTheyAreAndNowhereElse() {
        try (WebSocketWire wire = open("/plain")) {
            assertThat(wire.text()).isEqualTo("\"plain\"");
            wire.closing();
        }
        try (WebSocketWire wire = open("/uncovered?name=ada")) {
            assertThat(wire.text()).isEqualTo("\"ada\"");
            wire.closing();
        }
        events().expectNothing();
    }

    private Events events() {
        return server.select(Events.class);
    }

    private WebSocketWire open(String path) {
        return WebSocketWire.open(server.uri(path));
    }
}
