package org.rivulet.internal.model;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.EndpointModel.Role;

/** What a parameter with auth data may be. */
public final class AuthDataRule {

    private final @Nullable Type data;

    private AuthDataRule(@Nullable Type data) {
        this.data = data;
    }

    /** There is no auth handler. */
    public static AuthDataRule none() {
        return new AuthDataRule(null);
    }

    /** The auth handler's data are of this type. */
    public static AuthDataRule of(Type data) {
        return new AuthDataRule(data);
    }

    /** What the parameter is given, whether or not there are mistakes. */
    Role check(Type parameter, boolean auth, Mistakes.At mistakes) {
        boolean optional = Types.raw(parameter) == Optional.class && Types.arguments(parameter).length == 1;
        Type wanted = optional ? Types.arguments(parameter)[0] : parameter;
        if (data == null) {
            mistakes.add(
                    "the parameter " + Types.name(parameter) + " is @AuthData, and nothing gives any",
                    "Add an @AuthHandler method that returns " + Types.name(wanted)
                            + ", or remove the parameter: stream.caller() is who the container has authenticated");
        } else if (!isA(data, wanted)) {
            mistakes.add(
                    "the parameter " + Types.name(parameter) + " is @AuthData, but the auth handler returns "
                            + Types.name(data),
                    "Make it " + (optional ? "Optional<" + Types.name(data) + ">" : Types.name(data)));
        } else if (!optional && !auth) {
            mistakes.add(
                    "the parameter " + Types.name(parameter)
                            + " is @AuthData, but without auth = true nobody need be authenticated",
                    "Make it Optional<" + Types.name(wanted) + ">, or set auth = true");
        }
        return optional ? Role.OPTIONAL_AUTH_DATA : Role.AUTH_DATA;
    }

    /** Generic types are the same or they are not. */
    private static boolean isA(Type data, Type wanted) {
        if (wanted instanceof Class<?> type) return type.isAssignableFrom(Types.raw(data));
        Type parent = Types.supertype(data, Types.raw(wanted));
        return parent != null && Types.name(parent).equals(Types.name(wanted));
    }
}
