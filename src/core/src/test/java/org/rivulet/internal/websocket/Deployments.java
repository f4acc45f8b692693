package org.rivulet.internal.websocket;

import jakarta.json.bind.JsonbBuilder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rivulet.StreamEndpoint;
import org.rivulet.internal.codec.Codecs;
import org.rivulet.internal.codec.JsonBinding;
import org.rivulet.internal.handshake.Constraints;
import org.rivulet.internal.handshake.Entrance;
import org.rivulet.internal.model.Access;
import org.rivulet.internal.model.AuthDataRule;
import org.rivulet.internal.model.DeploymentLimits;
import org.rivulet.internal.model.EndpointModel;
import org.rivulet.internal.model.EndpointReader;
import org.rivulet.internal.model.Mistakes;

/** Deployments without CDI and without a server. */
final class Deployments {

    private Deployments() {}

    /** One of the only method of an interface. */
    static BoundEndpoint endpoint(Class<?> declaring, Handler handler) {
        Method method = declaring.getDeclaredMethods()[0];
        EndpointModel model = EndpointReader.read(
                "echo",
                method,
                method.getAnnotation(StreamEndpoint.class),
                key -> Optional.empty(),
                AuthDataRule.none(),
                new Mistakes());
        Codecs.Instances none = new Codecs.Instances() {
            @Override
            public <T> T create(Class<T> type, Consumer<Runnable> destroy) {
                throw new AssertionError(type);
            }
        };
        Codecs codecs = new Codecs(model, new JsonBinding(JsonbBuilder.create(), false), none);
        return new BoundEndpoint(model, new Access(true, List.of()), null, codecs, Constraints.NONE, handler);
    }

    static Deployment start(BoundEndpoint endpoint, DeploymentLimits limits) {
        Entrance entrance = Entrance.of(null, key -> Optional.empty(), new Mistakes());
        Deployment deployment = new Deployment(List.of(endpoint), entrance, limits);
        try {
            deployment.start(container());
        } catch (DeploymentException e) {
            throw new AssertionError(e);
        }
        return deployment;
    }

    private static ServerContainer container() {
        return (ServerContainer) Proxy.newProxyInstance(
                ServerContainer.class.getClassLoader(),
                new Class<?>[] {ServerContainer.class},
                (proxy, method, arguments) -> null);
    }
}
