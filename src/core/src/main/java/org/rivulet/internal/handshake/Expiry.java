package org.rivulet.internal.handshake;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.Expiring;

/** When an authentication ends, if the principal or the auth data say so: {@link Expiring} ones, or a token of MicroProfile JWT. */
public final class Expiry {

    /** By its name, since the servers that have no such tokens do not have the class either. */
    private static final String TOKEN = "org.eclipse.microprofile.jwt.JsonWebToken";

    private Expiry() {}

    /** The instant; null if the authentication does not end by itself. */
    public static @Nullable Instant of(Object who) {
        if (who instanceof Expiring expiring) return expiring.expiresAt();
        return interfaces(who.getClass())
                .filter(type -> type.getName().equals(TOKEN))
                .findAny()
                .map(type -> ofToken(who, type))
                .orElse(null);
    }

    /** Whether it has ended. */
    public static boolean isOver(@Nullable Instant end) {
        return end != null && !Instant.now().isBefore(end);
    }

    private static Stream<Class<?>> interfaces(@Nullable Class<?> type) {
        if (type == null) return Stream.empty();
        Stream<Class<?>> declared =
                Arrays.stream(type.getInterfaces()).flatMap(one -> Stream.concat(Stream.of(one), interfaces(one)));
        return Stream.concat(declared, interfaces(type.getSuperclass()));
    }

    /** In seconds since 1970; a token must have it (MicroProfile JWT 2.1, Minimum MP-JWT Required Claims), but zero is none. */
    private static @Nullable Instant ofToken(Object token, Class<?> type) {
        try {
            Method exp = type.getMethod("getExpirationTime");
            return Optional.ofNullable(exp.invoke(token))
                    .map(seconds -> ((Number) seconds).longValue())
                    .filter(seconds -> seconds > 0)
                    .map(Instant::ofEpochSecond)
                    .orElse(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a token does not say when it ends", e);
        }
    }
}
