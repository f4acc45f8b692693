package org.rivulet.internal.handshake;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.model.Types;

/** Asks the application's auth handler who a request comes from. Immutable; used by many threads at once. */
public final class Authenticator {

    private final Method method;
    private final HandshakeBinder credentials;
    private final Call handler;
    private final Function<String, @Nullable Object> reader;

    /**
     * An authenticator by a method, which the call calls with what the binder makes; the reader makes auth data of JSON, and throws if they are none.
     */
    public Authenticator(
            Method method, HandshakeBinder credentials, Call handler, Function<String, @Nullable Object> reader) {
        this.method = method;
        this.credentials = credentials;
        this.handler = handler;
        this.reader = reader;
    }

    /** Calls the auth handler. */
    @FunctionalInterface
    public interface Call {

        /** The auth data, or null. */
        @Nullable
        Object authenticate(Object credentials) throws Exception;
    }

    /** What is known of a caller. */
    public record Identity(Object data, @Nullable Instant expiresAt) {

        /** Whether the caller's time is over. */
        public boolean isExpired() {
            return Expiry.isOver(expiresAt);
        }
    }

    /** The auth handler's class. */
    public Class<?> declaringClass() {
        return method.getDeclaringClass();
    }

    /**
     * Who the request comes from; null if nobody knows, which is an error only if it is required.
     *
     * @throws StreamException whatever the auth handler refuses the request with, or what is wrong with the credentials
     */
    public @Nullable Identity authenticate(HandshakeValues request, boolean required) {
        return identify(() -> credentials.finds(request) ? identity(call(credentials.bind(request))) : null, required);
    }

    /**
     * Whom a service calls for, by the JSON of their auth data, if there are any; the auth handler is not asked.
     *
     * @throws StreamException {@link ErrorCode#UNAUTHENTICATED} if that is nobody, and required; {@link ErrorCode#INVALID_ARGUMENT} if they are other auth data than
     *     the auth handler's
     */
    public @Nullable Identity vouched(@Nullable String authData, boolean required) {
        return identify(() -> authData == null ? null : identity(read(authData)), required);
    }

    private @Nullable Object read(String authData) {
        try {
            return reader.apply(authData);
        } catch (RuntimeException e) {
            throw new StreamException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the auth data of the internal identity are not what the auth handler returns",
                    null,
                    e);
        }
    }

    private static @Nullable Identity identify(Supplier<@Nullable Identity> who, boolean required) {
        try {
            Identity identity = who.get();
            if (identity == null && required) throw new StreamException(ErrorCode.UNAUTHENTICATED);
            return identity;
        } catch (StreamException refused) {
            if (required || refused.code() != ErrorCode.UNAUTHENTICATED) throw refused;
            return null;
        }
    }

    private static Identity identity(@Nullable Object returned) {
        Object data = returned;
        if (data instanceof Optional<?> optional) data = optional.orElse(null);
        if (data == null) throw new StreamException(ErrorCode.UNAUTHENTICATED, "unauthenticated");
        Identity identity = new Identity(data, Expiry.of(data));
        if (identity.isExpired())
            throw new StreamException(ErrorCode.UNAUTHENTICATED, "the authentication has expired");
        return identity;
    }

    private @Nullable Object call(Object bound) {
        try {
            return handler.authenticate(bound);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            if (checked instanceof InterruptedException) Thread.currentThread().interrupt();
            throw new IllegalStateException("the auth handler " + Types.name(method) + " failed", checked);
        }
    }
}
