package org.rivulet.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads the auth handler's method, and says everything that is wrong with it. */
public final class AuthReader {

    private final Method method;
    private final Mistakes.At mistakes;

    private AuthReader(Method method, Mistakes.At mistakes) {
        this.method = method;
        this.mistakes = mistakes;
    }

    /** The model of an auth handler; null, with at least one mistake added, if it has none. */
    public static @Nullable AuthModel read(Method method, Mistakes all) {
        Mistakes found = new Mistakes();
        AuthReader reader = new AuthReader(method, found.at(Types.name(method)));
        reader.checkModifiers();
        HandshakeModel credentials = reader.credentials();
        Type data = reader.data();
        all.addAll(found);
        return credentials != null && found.isEmpty() ? new AuthModel(method, credentials, data) : null;
    }

    /** The type of auth data that a method returns, right or not. */
    public static Type dataType(Method method) {
        Type returned = method.getGenericReturnType();
        boolean optional = Types.raw(returned) == Optional.class && Types.arguments(returned).length == 1;
        return optional ? Types.arguments(returned)[0] : returned;
    }

    /** Whether objects of the type could be auth data, and beans. */
    public static boolean isObject(Type data) {
        return data != Void.class && Types.isConcrete(data) && !Types.raw(data).isPrimitive();
    }

    private void checkModifiers() {
        int modifiers = method.getModifiers();
        for (int wrong : new int[] {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL}) {
            if ((modifiers & wrong) == 0) continue;
            String which = Modifier.toString(wrong);
            mistakes.add("an auth handler cannot be " + which + ", as CDI calls it by a proxy", "Remove " + which);
        }
        if (method.getTypeParameters().length > 0) {
            mistakes.add("an auth handler cannot have type parameters of its own", "Name the concrete types");
        }
    }

    private @Nullable HandshakeModel credentials() {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != 1) {
            mistakes.add(
                    "an auth handler has one parameter, the credentials, and this one has " + parameters.length,
                    "Put all of them into one record, and inject everything else");
            return null;
        }
        HandshakeModel model = HandshakeReader.readCredentials(parameters[0], mistakes);
        if (model == null) return null;
        if (model.fields().isEmpty()) {
            mistakes.add(
                    "the credentials " + Types.name(parameters[0]) + " have no component, so nobody could have any",
                    "Add one, such as @FromHeader Optional<String> authorization");
        }
        for (HandshakeField field : model.fields()) {
            if (field.declared() != Source.PATH) continue;
            mistakes.add(
                    "the credentials component " + field.name()
                            + " comes from the path, which is another one for each endpoint",
                    "Take it from the query, a header or a cookie");
        }
        return model;
    }

    private Type data() {
        Type data = dataType(method);
        if (data == void.class || data == Void.class) {
            mistakes.add(
                    "an auth handler returns the auth data, and this one returns nothing",
                    "Return who it is, and null if the credentials are those of nobody");
        } else if (Types.raw(data).isPrimitive()) {
            mistakes.add(
                    "auth data are an object, and " + Types.name(data) + " is none",
                    "Return a record, and null if the credentials are those of nobody");
        } else if (Types.supertype(data, CompletionStage.class, Future.class) != null) {
            mistakes.add(
                    "an auth handler returns the auth data, not a " + Types.name(data),
                    "Return them: the method may wait for them");
        } else if (!Types.isConcrete(data)) {
            mistakes.add("the type of the auth data, " + Types.name(data) + ", is not known", "Name a concrete type");
        }
        return data;
    }
}
