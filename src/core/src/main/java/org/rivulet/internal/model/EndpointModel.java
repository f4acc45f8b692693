package org.rivulet.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamEndpoint;

/**
 * One declared endpoint.
 *
 * @param service the service's name
 * @param name the endpoint's name
 * @param path where clients find it
 * @param kind the direction
 * @param method the method that handles a stream
 * @param parameters what each parameter of the method is given
 * @param handshake the handshake type, or null
 * @param incoming the type of the client's messages, or null
 * @param outgoing the type of our messages, a StreamIn's response included, or null
 * @param options the annotation
 * @param limits what one stream may use
 * @param policy what its clients may have of it
 */
public record EndpointModel(
        String service,
        String name,
        PathTemplate path,
        Kind kind,
        Method method,
        List<Role> parameters,
        @Nullable HandshakeModel handshake,
        @Nullable Type incoming,
        @Nullable Type outgoing,
        StreamEndpoint options,
        Limits limits,
        Policy policy) {

    /** What a parameter is given. */
    public enum Role {
        HANDSHAKE,
        STREAM,
        AUTH_DATA,
        /** Auth data in an {@code Optional}. */
        OPTIONAL_AUTH_DATA
    }

    /** Whether what the method returns is all messages of a StreamOut; else it is one message, or nothing. */
    public boolean returnsSequence() {
        return !parameters.contains(Role.STREAM);
    }

    /** The name in logs and errors: {@code service.endpoint}. */
    public String fullName() {
        return service + "." + name;
    }

    /** A problem as the log may have it: without its words if the endpoint is sensitive. */
    public Throwable loggable(Throwable problem) {
        return options.sensitive() ? Redacted.of(problem) : problem;
    }

    /** Whether messages are binary: {@code byte[]} or {@code ByteBuffer}. */
    public static boolean isBinary(Type type) {
        return type == byte[].class || type == ByteBuffer.class;
    }
}
