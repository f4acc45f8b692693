package org.rivulet.internal.cdi;

import jakarta.enterprise.inject.UnproxyableResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.beans.Introspector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamService;
import org.rivulet.internal.cdi.RivuletExtension.Found;
import org.rivulet.internal.codec.CodecRules;
import org.rivulet.internal.codec.Codecs;
import org.rivulet.internal.codec.JsonBinding;
import org.rivulet.internal.handshake.Authenticator;
import org.rivulet.internal.handshake.Constraints;
import org.rivulet.internal.handshake.Converters;
import org.rivulet.internal.handshake.Entrance;
import org.rivulet.internal.handshake.HandshakeBinder;
import org.rivulet.internal.model.Access;
import org.rivulet.internal.model.AuthDataRule;
import org.rivulet.internal.model.DeploymentLimits;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.EndpointReader;
import org.rivulet.internal.model.MessageTypes;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.Settings;
import org.rivulet.internal.model.Types;
import org.rivulet.internal.websocket.BoundEndpoint;
import org.rivulet.internal.websocket.Deployment;

/** Makes a deployment of the methods that were found, or the list of everything that is wrong with them. */
final class DeploymentBuilder {

    private final BeanManager manager;
    private final StreamContext context;
    private final Mistakes mistakes;
    private final Settings settings;
    private AuthDataRule authData = AuthDataRule.none();

    DeploymentBuilder(BeanManager manager, StreamContext context, Mistakes mistakes, Settings settings) {
        this.manager = manager;
        this.context = context;
        this.mistakes = mistakes;
        this.settings = settings;
    }

    Deployment build(List<Found> found, List<Found> authHandlers) {
        List<BoundEndpoint> endpoints = new ArrayList<>();
        Authenticator authenticator = null;
        if (!found.isEmpty() || !authHandlers.isEmpty()) {
            ApplicationBeans beans = new ApplicationBeans(manager);
            JsonBinding json = beans.json();
            authData = AuthenticatorBuilder.data(authHandlers);
            authenticator = new AuthenticatorBuilder(manager, beans, json, mistakes).build(authHandlers);
            if (!found.isEmpty()) bind(found, beans, json, endpoints);
        }
        Stream.concat(found.stream(), authHandlers.stream())
                .<Bean<?>>map(Found::bean)
                .distinct()
                .forEach(this::checkProxy);
        checkPaths(endpoints);
        return new Deployment(
                endpoints, Entrance.of(authenticator, settings, mistakes), DeploymentLimits.of(settings, mistakes));
    }

    private void bind(
            List<Found> found, ApplicationBeans beans, @Nullable JsonBinding json, List<BoundEndpoint> endpoints) {
        if (json == null) {
            mistakes.add(
                    "this server",
                    "it has no JSON Binding",
                    "Add an implementation, such as org.eclipse:yasson, with one of JSON Processing, such as Parsson, to the"
                            + " server or to WEB-INF/lib");
            return;
        }
        for (Found one : found) {
            EndpointModel model = read(one);
            if (model == null) continue;
            CodecRules.check(model, mistakes);
            if (!json.isOwn()) MessageTypes.check(model, mistakes);
            endpoints.add(bind(model, one.bean(), beans, json));
        }
    }

    private @Nullable EndpointModel read(Found one) {
        StreamEndpoint options = one.method().getAnnotation(StreamEndpoint.class);
        return EndpointReader.read(
                serviceName(one.bean().getBeanClass()),
                one.method().getJavaMember(),
                options,
                settings,
                authData,
                mistakes);
    }

    private static String serviceName(Class<?> beanClass) {
        StreamService service = beanClass.getAnnotation(StreamService.class);
        return service == null || service.name().isEmpty()
                ? Introspector.decapitalize(beanClass.getSimpleName())
                : service.name();
    }

    private BoundEndpoint bind(EndpointModel model, Bean<?> bean, ApplicationBeans beans, JsonBinding json) {
        Constraints constraints = beans.constraints();
        HandshakeBinder binder = model.handshake() == null
                ? null
                : HandshakeBinder.of(
                        model.handshake(),
                        model.path(),
                        new Converters(beans::converter),
                        constraints,
                        mistakes.at(Types.name(model.method())));
        return new BoundEndpoint(
                model,
                Access.of(model.method(), bean.getBeanClass(), mistakes.at(Types.name(model.method()))),
                binder,
                new Codecs(model, json, beans),
                constraints,
                new BeanHandler(manager, bean, model, context));
    }

    /** CDI itself would find out with the first stream, since nobody injects a service. */
    private void checkProxy(Bean<?> bean) {
        if (!manager.isNormalScope(bean.getScope())) return;
        try {
            manager.getReference(bean, bean.getBeanClass(), manager.createCreationalContext(bean));
        } catch (UnproxyableResolutionException e) {
            mistakes.add(
                    bean.getBeanClass().getName().replace('$', '.'),
                    "its scope @" + bean.getScope().getSimpleName()
                            + " needs a proxy, which CDI cannot make of this class",
                    "Give it a constructor without arguments that is not private, beside one with @Inject if there is one, and make"
                            + " neither the class nor its methods final");
        }
    }

    private void checkPaths(List<BoundEndpoint> endpoints) {
        for (int i = 0; i < endpoints.size(); i++) {
            EndpointModel one = endpoints.get(i).model();
            for (BoundEndpoint later : endpoints.subList(i + 1, endpoints.size())) {
                EndpointModel other = later.model();
                if (!one.path().conflictsWith(other.path())) continue;
                mistakes.add(
                        Types.name(one.method()) + " and " + Types.name(other.method()),
                        "the paths \"" + one.path() + "\" and \"" + other.path()
                                + "\" match the same requests equally well",
                        "Give one of them another path");
            }
        }
    }
}
