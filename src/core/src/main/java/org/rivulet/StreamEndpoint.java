package org.rivulet;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a CDI bean a stream endpoint: one WebSocket (RFC 6455) is one call of the method.
 *
 * <p>The direction is the type of the stream. {@code H} is the handshake: a record, or a class with a no-argument
 * constructor, whose components come from the path, the query, a header or a cookie. It and the response {@code R} are
 * optional, parameters may stand in any order, and {@link AuthData} may be one more:
 *
 * <pre>{@code
 * R    upload(H handshake, StreamIn<I> stream)         // what the method returns is the response, sent before the close
 * void upload(H handshake, StreamIn<I> stream)
 * void logs(H handshake, StreamOut<O> stream)
 * void chat(H handshake, StreamInOut<I, O> stream)
 * Stream<O>         ticks(H handshake)                 // a returned sequence is a StreamOut, pulled as fast as the
 * Iterable<O>       ticks(H handshake)                 // client reads, and closed when the client goes away
 * Flow.Publisher<O> ticks(H handshake)
 * }</pre>
 *
 * <p>Messages are JSON (Jakarta JSON Binding), one value a text message; {@code byte[]} and {@code ByteBuffer} are
 * binary messages. The method runs on a thread of its own (a virtual one on Java 21 and later) with an active CDI request
 * context, may block, and may use its stream from other threads too. When it returns, the stream is closed with 1000;
 * when it throws, with the code of the {@link StreamException}, or with 1011.
 *
 * <p>{@code @RolesAllowed}, {@code @PermitAll} and {@code @DenyAll} on the method, or else on its class, are checked before the upgrade, against
 * the container's caller: who is not let in gets 401 or 403.
 *
 * <p>The method must not be private or static. Illegal declarations fail the deployment, all of them reported at once.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StreamEndpoint {

    /** What to do with a message that cannot be decoded, or that a constraint refuses. */
    enum InvalidMessage {
        /**
         * Close the stream with 1007 and a reason that names the JSON path and the rule; with 1003 if it takes no messages of that
         * frame type.
         */
        CLOSE,
        /** Log it and go on with the next message. */
        SKIP
    }

    /**
     * The path below the application's context: literals, <code>{name}</code> for one segment and, last, <code>{*name}</code> for the
     * rest. Literals beat parameters. Every parameter must be a component of the handshake. By default
     * {@code /<service>.<endpoint>}.
     */
    String path() default "";

    /** The endpoint's name: the method's name by default. */
    String name() default "";

    /** Whether clients from outside may connect. If not, the path answers 404 to them, before any other check. */
    boolean expose() default false;

    /** Whether a caller must be authenticated, by the application's {@link AuthHandler} or, without one, by the container; others get 401. */
    boolean auth() default false;

    /** Free words for tools that read the model: generators, documentation. */
    String[] tags() default {};

    /**
     * Whether handshake and messages must be kept out of logs and traces. Of what fails the log has the classes of exceptions and their stack traces, but
     * not their words, which may quote what a client sent.
     */
    boolean sensitive() default false;

    /** What an invalid message from the client does. */
    InvalidMessage invalidMessages() default InvalidMessage.CLOSE;

    /**
     * Decoders of the application for the incoming type, instead of JSON: the first that will decode a message of its
     * frame type does. One instance a stream, created with injection.
     */
    Class<? extends Decoder>[] decoders() default {};

    /**
     * Encoders of the application for the outgoing type, instead of JSON: the first whose type fits a message encodes
     * it. One instance a stream, created with injection; called by one thread at a time.
     */
    Class<? extends Encoder>[] encoders() default {};

    /**
     * The longest message accepted, in bytes; a longer one closes the stream with 1009. Negative: the key
     * {@code rivulet.max-message-size}, 1 MiB by default.
     */
    long maxMessageSize() default -1;

    /**
     * How many received messages wait for the handler at most, before reading from the client pauses. Negative: the key
     * {@code rivulet.inbox-messages}, 256 by default.
     */
    int inboxMessages() default -1;

    /** The same in bytes. Negative: the key {@code rivulet.inbox-bytes}, 1 MiB by default. */
    long inboxBytes() default -1;

    /**
     * How many sent messages wait for the client at most, before {@code send} waits. Negative: the key
     * {@code rivulet.outbox-messages}, 256 by default.
     */
    int outboxMessages() default -1;

    /** The same in bytes. Negative: the key {@code rivulet.outbox-bytes}, 1 MiB by default. */
    long outboxBytes() default -1;

    /**
     * How long the client may take for a message, in milliseconds, before the stream is closed as a slow consumer
     * (1013). Negative: the key {@code rivulet.send-timeout}, 30 seconds by default.
     */
    long sendTimeout() default -1;

    /**
     * How long the client may be silent, in milliseconds, before it is pinged (RFC 6455, 5.5.2). One that stays silent for as long again, without
     * even the pong, is gone: the stream ends with 1006. While reading pauses because the inbox is full, silence proves nothing; the client
     * is gone then when a ping cannot be written. Negative: the key {@code rivulet.heartbeat}, 30 seconds by default.
     */
    long heartbeat() default -1;

    /**
     * How many streams of this endpoint may be open at once; one more is refused with 429 and a {@code Retry-After}. 0: no limit. Negative: the key
     * {@code rivulet.max-streams}, no limit by default, since what streams can use together is bounded for the whole application, by
     * {@code rivulet.queued-bytes} and, before Java 21, by {@code rivulet.handler-threads}.
     */
    int maxStreams() default -1;

    /**
     * How many streams of this endpoint one caller may have open at once; one more is refused with 429 and a {@code Retry-After}. A caller is the name of the
     * auth data, if they are a {@link java.security.Principal}; other auth data are one caller if they are equal, so those that say when they expire had better
     * be one. Without auth data it is the name of the container's caller; where there is none, nobody is counted. 0: no limit. Negative: the key
     * {@code rivulet.max-streams-per-caller}, 1,000 by default.
     */
    int maxStreamsPerCaller() default -1;

    /**
     * How many messages the client may send in a second. It may save up those of one second, and what it has sent while reading from it paused counts for the time of the
     * pause; one more closes the stream with 1008. Only for streams that receive. 0: no limit. Negative: the key {@code rivulet.messages-per-second}, no limit by default, since the
     * inbox holds a client back that is faster than the handler.
     */
    int messagesPerSecond() default -1;

    /**
     * How long the client may take for a message, from its first part to its last, in milliseconds, before the stream is closed with 1008. The time while
     * reading from it pauses does not count. Some servers pass on parts only from some size on, and the time begins with the first that they pass on. 0: no limit. Negative:
     * the key {@code rivulet.message-timeout}, 60 seconds by default.
     */
    long messageTimeout() default -1;

    /**
     * How long the client may take for its first message, from the upgrade on, in milliseconds, before the stream is closed with 1008. Only for streams that
     * receive. 0: no limit. Negative: the key {@code rivulet.first-message-timeout}, no limit by default.
     */
    long firstMessageTimeout() default -1;

    /**
     * How long there may be no message in either direction, in milliseconds, before the stream is closed with 1008. Pings and pongs are no messages; a message
     * that waits for the client, or that the client cannot send since reading from it pauses, is one. 0: no limit. Negative: the key
     * {@code rivulet.idle-timeout}, no limit by default.
     */
    long idleTimeout() default -1;

    /**
     * How long a stream may be open, in milliseconds, before it is closed with 1008, once everything accepted is sent. Of the codes in RFC 6455, 7.4.1, 1000 would say that
     * the stream has done what it was for, and 1001 that the server goes away; 1008 is for a policy that no other code is for. 0: no limit. Negative: the key
     * {@code rivulet.max-lifetime}, no limit by default.
     */
    long maxLifetime() default -1;
}
