package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamScoped;
import org.rivulet.internal.cdi.BeanMethod.Reference;
import org.rivulet.internal.cdi.BeanMethod.Scope;
import org.rivulet.internal.cdi.RivuletExtension.Found;
import org.rivulet.internal.codec.JsonBinding;
import org.rivulet.internal.handshake.Authenticator;
import org.rivulet.internal.handshake.Converters;
import org.rivulet.internal.handshake.HandshakeBinder;
import org.rivulet.internal.model.AuthDataRule;
import org.rivulet.internal.model.AuthModel;
import org.rivulet.internal.model.AuthReader;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.PathTemplate;
import org.rivulet.internal.model.Types;

/** Makes the authenticator of the auth handler that was found, or says what is wrong with it. */
final class AuthenticatorBuilder {

    /** The credentials are the same for all endpoints, whatever their paths have. */
    private static final PathTemplate NO_PARAMETERS = PathTemplate.parse("/");

    private final BeanManager manager;
    private final ApplicationBeans beans;
    private final @Nullable JsonBinding json;
    private final Mistakes mistakes;

    AuthenticatorBuilder(BeanManager manager, ApplicationBeans beans, @Nullable JsonBinding json, Mistakes mistakes) {
        this.manager = manager;
        this.beans = beans;
        this.json = json;
        this.mistakes = mistakes;
    }

    /** What endpoints may know of auth data, even if the auth handler is not right. */
    static AuthDataRule data(List<Found> found) {
        return found.isEmpty()
                ? AuthDataRule.none()
                : AuthDataRule.of(AuthReader.dataType(found.get(0).method().getJavaMember()));
    }

    @Nullable
    Authenticator build(List<Found> found) {
        if (found.isEmpty()) return null;
        if (found.size() > 1) {
            mistakes.add(
                    found.stream()
                            .map(one -> Types.name(one.method().getJavaMember()))
                            .collect(Collectors.joining(" and ")),
                    "there are " + found.size() + " auth handlers",
                    "Keep one, and let it take all credentials as components that are Optional");
        }
        Authenticator authenticator = null;
        for (Found one : found) authenticator = build(one.bean(), one.method().getJavaMember());
        return authenticator;
    }

    private @Nullable Authenticator build(Bean<?> bean, Method method) {
        if (bean.getScope() == StreamScoped.class) {
            mistakes.add(
                    Types.name(method),
                    "an auth handler is called before there is a stream, and its bean is @StreamScoped",
                    "Move it to an @ApplicationScoped bean");
        }
        AuthModel model = AuthReader.read(method, mistakes);
        if (model == null) return null;
        HandshakeBinder credentials = HandshakeBinder.of(
                model.credentials(),
                NO_PARAMETERS,
                new Converters(beans::converter),
                beans.constraints(),
                mistakes.at(Types.name(method)));
        if (credentials == null) return null;
        BeanMethod handler = new BeanMethod(manager, bean, method, UnaryOperator.identity());
        return new Authenticator(method, credentials, bound -> call(handler, bound), data -> read(data, model.data()));
    }

    /** As a service has written them, which has them of the same class. */
    private @Nullable Object read(String authData, Type type) {
        if (json == null) throw new IllegalStateException("no JSON Binding");
        return json.jsonb().fromJson(authData, type);
    }

    private static @Nullable Object call(BeanMethod handler, Object credentials) throws Exception {
        try (Scope request = handler.inRequest();
                Reference bean = handler.reference()) {
            return handler.method().invoke(bean.get(), credentials);
        } catch (InvocationTargetException e) {
            throw BeanMethod.thrownBy(e);
        }
    }
}
