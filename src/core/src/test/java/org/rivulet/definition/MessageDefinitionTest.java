package org.rivulet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;

/** What a message must be for JSON Binding. */
class MessageDefinitionTest {

    record Hidden(String text) {}

    public record Around(Hidden hidden) {}

    public record Deep(Map<String, List<Optional<Around>>> deep) {}

    public static class Parent {
        Hidden hidden;
    }

    public static class Child extends Parent {}

    public record Recursive(List<Recursive> children, Hidden hidden) {}

    @JsonbTypeInfo({
        @JsonbSubtype(alias = "open", type = Open.class),
        @JsonbSubtype(alias = "closed", type = Closed.class)
    })
    public sealed interface Event permits Open, Closed {}

    public record Open(String id) implements Event {}

    record Closed(String id) implements Event {}

    @StreamService
    static class In {
        @StreamEndpoint
        void open(StreamIn<Hidden> stream) {}
    }

    @StreamService
    static class Out {
        @StreamEndpoint
        void open(StreamOut<Hidden> stream) {}
    }

    @StreamService
    static class Response {
        @StreamEndpoint
        Hidden open(StreamIn<String> stream) {
            return null;
        }
    }

    @StreamService
    static class Returned {
        @StreamEndpoint
        Iterable<Hidden> open() {
            return List.of();
        }
    }

    @StreamService
    static class InList {
        @StreamEndpoint
        void open(StreamOut<List<Hidden>> stream) {}
    }

    @StreamService
    static class InMap {
        @StreamEndpoint
        void open(StreamIn<Map<String, Hidden>> stream) {}
    }

    @StreamService
    static class InArray {
        @StreamEndpoint
        void open(StreamIn<Hidden[]> stream) {}
    }

    @StreamService
    static class InComponent {
        @StreamEndpoint
        void open(StreamOut<Around> stream) {}
    }

    @StreamService
    static class InDepth {
        @StreamEndpoint
        void open(StreamOut<Deep> stream) {}
    }

    @StreamService
    static class InSuperclass {
        @StreamEndpoint
        void open(StreamOut<Child> stream) {}
    }

    @StreamService
    static class InRecursion {
        @StreamEndpoint
        void open(StreamOut<Recursive> stream) {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                In.class,
                Out.class,
                Response.class,
                Returned.class,
                InList.class,
                InMap.class,
                InArray.class,
                InComponent.class,
                InDepth.class,
                InSuperclass.class,
                InRecursion.class
            })
    void aTypeThatIsNotPublic(Class<?> bean) {
        assertThat(Deploying.mistakes(bean))
                .containsExactly("MessageDefinitionTest." + bean.getSimpleName() + ".open: the message type "
                        + "MessageDefinitionTest.Hidden is not public, so JSON Binding cannot reach it. Make it "
                        + "public; the class around it need not be.");
    }

    @StreamService
    static class OfEvents {
        @StreamEndpoint
        void open(StreamInOut<Event, String> stream) {}
    }

    @Test
    void aSubtypeThatIsNotPublic() {
        assertThat(Deploying.mistakes(OfEvents.class))
                .containsExactly("MessageDefinitionTest.OfEvents.open: the message type MessageDefinitionTest.Closed "
                        + "is not public, so JSON Binding cannot reach it. Make it public; the class around it need "
                        + "not be.");
    }

    public interface Shape {}

    public abstract static class Base {}

    public record Drawing(List<Shape> shapes) {}

    @StreamService
    static class OfShapes {
        @StreamEndpoint
        void ofInterface(StreamIn<Shape> stream) {}

        @StreamEndpoint
        void ofAbstractClass(StreamInOut<Base, String> stream) {}

        @StreamEndpoint
        void inside(StreamIn<Drawing> stream) {}
    }

    @Test
    void anIncomingTypeThatIsAbstract() {
        String mend = " is abstract, and nothing says which class a message is. Annotate it with @JsonbTypeInfo and a "
                + "@JsonbSubtype for each class.";
        assertThat(Deploying.mistakes(OfShapes.class))
                .containsExactlyInAnyOrder(
                        "MessageDefinitionTest.OfShapes.ofInterface: the message type MessageDefinitionTest.Shape"
                                + mend,
                        "MessageDefinitionTest.OfShapes.ofAbstractClass: the message type MessageDefinitionTest.Base"
                                + mend,
                        "MessageDefinitionTest.OfShapes.inside: the message type MessageDefinitionTest.Shape" + mend);
    }

    public enum Colour {
        RED
    }

    public record Plain(int number, Colour colour, List<String> texts, byte[] bytes, Map<Colour, Plain> more) {}

    @StreamService
    static class OfLegal {
        @StreamEndpoint
        void anything(StreamInOut<Plain, Plain> stream) {}

        @StreamEndpoint
        void outgoingInterface(StreamOut<Shape> stream) {}

        @StreamEndpoint
        void binary(StreamInOut<byte[], byte[]> stream) {}

        @StreamEndpoint
        void platform(StreamInOut<Integer, Map<String, Object>> stream) {}
    }

    @Test
    void theseAreFine() {
        Deploying.succeeds(OfLegal.class);
    }
}
