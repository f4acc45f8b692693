package org.rivulet.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.AuthData;
import org.rivulet.RivuletStream;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamIn;
import org.rivulet.StreamInOut;
import org.rivulet.StreamOut;
import org.rivulet.internal.model.EndpointModel.Role;

/** Reads one annotated method, and says everything that is wrong with it. */
public final class EndpointReader {

    private final String service;
    private final Method method;
    private final StreamEndpoint options;
    private final Settings settings;
    private final AuthDataRule authData;
    private final Mistakes.At mistakes;
    private final List<Role> roles = new ArrayList<>();
    private @Nullable Type stream;
    private @Nullable HandshakeModel handshake;

    private EndpointReader(
            String service,
            Method method,
            StreamEndpoint options,
            Settings settings,
            AuthDataRule authData,
            Mistakes.At mistakes) {
        this.service = service;
        this.method = method;
        this.options = options;
        this.settings = settings;
        this.authData = authData;
        this.mistakes = mistakes;
    }

    /** The model of an endpoint method; null, with at least one mistake added, if it has none. */
    public static @Nullable EndpointModel read(
            String service,
            Method method,
            StreamEndpoint options,
            Settings settings,
            AuthDataRule authData,
            Mistakes all) {
        Mistakes found = new Mistakes();
        Mistakes.At here = found.at(Types.name(method));
        EndpointModel model = new EndpointReader(service, method, options, settings, authData, here).read();
        all.addAll(found);
        return found.isEmpty() ? model : null;
    }

    private @Nullable EndpointModel read() {
        checkModifiers();
        PathTemplate path = path();
        readParameters();
        if (path != null) checkPathParameters(path);
        if (stream == null) return sequence(path);
        Class<?> streamClass = Types.raw(stream);
        List<Type> arguments = arguments(stream);
        if (arguments.isEmpty()) return null;
        boolean in = streamClass == StreamIn.class;
        Type incoming = streamClass == StreamOut.class ? null : arguments.get(0);
        Type outgoing = in ? response() : arguments.get(arguments.size() - 1);
        if (!in) checkReturnsNothing(streamClass);
        Kind kind = in ? Kind.IN : streamClass == StreamOut.class ? Kind.OUT : Kind.IN_OUT;
        return model(path, kind, incoming, outgoing);
    }

    private @Nullable EndpointModel model(
            @Nullable PathTemplate path, Kind kind, @Nullable Type incoming, @Nullable Type outgoing) {
        Limits limits = configured(Limits::of);
        Policy policy = configured(Policy::of);
        if (!kind.receives()) checkHasNoLimitsOfMessages();
        if (path == null || limits == null || policy == null) return null;
        String name = endpointName();
        return new EndpointModel(
                service,
                name,
                path,
                kind,
                method,
                List.copyOf(roles),
                handshake,
                incoming,
                outgoing,
                options,
                limits,
                policy);
    }

    private void checkModifiers() {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            String which = Modifier.isStatic(modifiers) ? "static" : "private";
            mistakes.add(
                    "an endpoint method cannot be " + which + ": interceptors and scopes would not apply to it",
                    "Remove " + which);
        }
        if (Modifier.isFinal(modifiers)) {
            mistakes.add("an endpoint method cannot be final: CDI could not put its proxy before it", "Remove final");
        }
        if (method.getTypeParameters().length > 0) {
            mistakes.add("an endpoint method cannot have type parameters of its own", "Name the concrete types");
        }
    }

    private @Nullable PathTemplate path() {
        String path = options.path().isEmpty() ? "/" + service + "." + endpointName() : options.path();
        try {
            return PathTemplate.parse(path);
        } catch (IllegalArgumentException e) {
            mistakes.add(
                    "the path \"" + path + "\" is wrong: " + e.getMessage(),
                    "Write it like /chat/{id} or /files/{*path}");
            return null;
        }
    }

    private String endpointName() {
        return options.name().isEmpty() ? method.getName() : options.name();
    }

    private void readParameters() {
        for (Parameter parameter : method.getParameters()) {
            Type type = parameter.getParameterizedType();
            if (parameter.isAnnotationPresent(AuthData.class))
                roles.add(authData.check(type, options.auth(), mistakes));
            else readParameter(type);
        }
    }

    private void readParameter(Type type) {
        Class<?> raw = Types.raw(type);
        if (RivuletStream.class.isAssignableFrom(raw)) {
            roles.add(Role.STREAM);
            if (raw != StreamIn.class && raw != StreamOut.class && raw != StreamInOut.class) {
                mistakes.add(
                        "the parameter " + Types.name(type) + " has no direction",
                        "Make it StreamIn, StreamOut or StreamInOut");
            } else if (stream != null) {
                mistakes.add("there are two streams among the parameters", "Keep one: StreamInOut goes both ways");
            } else {
                stream = type;
            }
            return;
        }
        if (roles.contains(Role.HANDSHAKE)) {
            mistakes.add(
                    "there are two handshakes among the parameters, the second a " + Types.name(type),
                    "Put all their components into one record");
            return;
        }
        roles.add(Role.HANDSHAKE);
        handshake = HandshakeReader.read(raw, mistakes);
    }

    private void checkPathParameters(PathTemplate path) {
        List<HandshakeField> fields = handshake == null ? List.of() : handshake.fields();
        if (handshake == null && roles.contains(Role.HANDSHAKE)) return; // said already
        for (String parameter : path.parameters()) {
            if (fields.stream()
                    .anyMatch(f -> f.source(path) == Source.PATH && f.wireName().equals(parameter))) continue;
            mistakes.add(
                    "the path \"" + path + "\" has a parameter " + parameter + " that no handshake component takes",
                    handshake == null
                            ? "Add a handshake record with a component " + parameter
                            : "Add a component " + parameter + " to " + Types.name(handshake.type()));
        }
        for (HandshakeField field : fields) {
            String name = field.wireName();
            if (field.source(path) != Source.PATH || path.parameters().contains(name)) continue;
            mistakes.add(
                    "the handshake component " + field.name() + " comes from the path, but \"" + path + "\" has no {"
                            + name + "}",
                    "Put {" + name + "} into the path, or remove @FromPath");
        }
    }

    private @Nullable EndpointModel sequence(@Nullable PathTemplate path) {
        Type returned = method.getGenericReturnType();
        Type sequence = Types.supertype(returned, Stream.class, Iterable.class, Flow.Publisher.class);
        if (sequence == null) {
            mistakes.add(
                    "it has no stream",
                    "Add a parameter StreamIn, StreamOut or StreamInOut, or return a Stream, Iterable or Flow.Publisher");
            return null;
        }
        List<Type> arguments = arguments(sequence);
        return arguments.isEmpty() ? null : model(path, Kind.OUT, null, arguments.get(0));
    }

    private @Nullable Type response() {
        Type returned = method.getGenericReturnType();
        if (returned == void.class || returned == Void.class) return null;
        if (Types.supertype(returned, CompletionStage.class, Future.class) != null) {
            mistakes.add(
                    "a response is a message, not a " + Types.name(returned),
                    "Return the message: the method may wait for it");
        }
        if (Types.supertype(returned, Stream.class, Flow.Publisher.class) != null) {
            mistakes.add(
                    "a StreamIn answers with one response, not with a " + Types.name(returned),
                    "Take a StreamInOut and send the messages");
        }
        return returned;
    }

    private void checkReturnsNothing(Class<?> streamClass) {
        Type returned = method.getGenericReturnType();
        if (returned == void.class || returned == Void.class) return;
        mistakes.add(
                "a " + streamClass.getSimpleName() + " has no response, but the method returns " + Types.name(returned),
                "Return void and send the messages, or return a sequence and take no stream");
    }

    /** The message types of a stream or sequence; none, with a mistake added, if one of them is not concrete. */
    private List<Type> arguments(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            List<Type> arguments = List.of(parameterized.getActualTypeArguments());
            if (arguments.stream().allMatch(Types::isConcrete)) return arguments;
        }
        mistakes.add(
                "the message type of " + Types.name(type) + " is not known",
                "Name a concrete type, as in " + Types.raw(type).getSimpleName() + "<Message>");
        return List.of();
    }

    /** What no client could reach is a mistake where it is declared; where it is configured, it is for the other endpoints. */
    private void checkHasNoLimitsOfMessages() {
        if (options.messagesPerSecond() <= 0 && options.firstMessageTimeout() <= 0) return;
        mistakes.add(
                "messagesPerSecond and firstMessageTimeout are for streams that receive, and this one takes no messages",
                "Remove them");
    }

    private <T> @Nullable T configured(BiFunction<StreamEndpoint, Settings, T> limits) {
        try {
            return limits.apply(options, settings);
        } catch (IllegalArgumentException e) {
            mistakes.add("a limit is wrong: " + e.getMessage(), "Correct the configuration");
            return null;
        }
    }
}
