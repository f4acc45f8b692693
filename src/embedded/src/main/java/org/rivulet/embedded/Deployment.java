package org.rivulet.embedded;

import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletContainer;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import io.undertow.websockets.jsr.UndertowContainerProvider;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletException;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.weld.Container;
import org.jboss.weld.environment.servlet.Listener;

/**
 * One application in its CDI container and its servlet container. Confined to the thread that starts and closes the server.
 */
final class Deployment implements AutoCloseable {

    private final Application application;
    private final CdiContainer cdi;
    private final DeploymentManager manager;

    private Deployment(Application application, CdiContainer cdi, DeploymentManager manager) {
        this.application = application;
        this.cdi = cdi;
        this.manager = manager;
    }

    /**
     * Deploys, first the beans and then everything of the web.
     *
     * @param customise what the server's builder adds
     * @throws RuntimeException the failure as the application, Weld or Undertow threw it; nothing runs then
     */
    static Deployment deploy(
            Application application, String contextPath, HttpListener listener, Consumer<DeploymentInfo> customise) {
        return ContextLoader.call(application.loader(), () -> {
            CdiContainer cdi = CdiContainer.start(contextPath, application.archives());
            try {
                DeploymentInfo info = describe(application, contextPath, listener, cdi);
                customise.accept(info);
                DeploymentManager manager =
                        ServletContainer.Factory.newInstance().addDeployment(info);
                manager.deploy();
                manager.start();
                return new Deployment(application, cdi, manager);
            } catch (Throwable e) {
                UndertowContainerProvider.removeContainer(application.loader());
                Failures.closeAfter(e, cdi);
                throw Failures.original(e);
            }
        });
    }

    private static DeploymentInfo describe(
            Application application, String contextPath, HttpListener listener, CdiContainer cdi) {
        CdiInstances instances = new CdiInstances(cdi.beanManager());
        WebSocketDeploymentInfo webSockets = new WebSocketDeploymentInfo()
                .setWorker(listener.worker())
                .setBuffers(listener.buffers())
                // Callbacks run on the I/O thread: twice the rate, and reading stops while one runs
                .setDispatchToWorkerThread(false);
        DeploymentInfo info = new DeploymentInfo()
                .setDeploymentName(application.name())
                .setContextPath(contextPath)
                .setClassLoader(application.loader())
                .setClassIntrospecter(instances)
                .setDefaultEncoding("UTF-8")
                .addMimeMappings(MimeTypes.UTF_8)
                .addInitParameter(Container.CONTEXT_ID_KEY, cdi.id())
                .addServletContextAttribute(BeanManager.class.getName(), cdi.beanManager())
                .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets);
        if (application.resources() != null) {
            info.setResourceManager(new StaticFiles(application.resources(), application.loader()));
        }
        if (application.temporary() != null) {
            info.setTempDir(application.temporary().resolve("work"));
        }
        Components components = new Components(application);
        components.addInitializers(info);
        application.descriptors().addTo(info);
        if (!application.descriptors().complete()) {
            WebAnnotations.addTo(info, webSockets, components);
        }
        if (info.getWelcomePages().isEmpty()) {
            info.addWelcomePage("index.html");
        }
        orderListeners(info, cdi.beanManager());
        return info;
    }

    /**
     * Weld first, then Undertow's WebSocket listener, which its extension adds, then the application's. They stop in reverse
     * order, so the application's listeners still have open sessions, and the sessions' endpoints still have their beans.
     */
    private static void orderListeners(DeploymentInfo info, BeanManager beanManager) {
        List<ListenerInfo> own = List.copyOf(info.getListeners());
        info.getListeners().clear();
        info.addListener(instance(Listener.using(beanManager)));
        info.addServletExtension((extended, context) -> {
            extended.addListener(instance(new WebSocketCloser()));
            own.forEach(extended::addListener);
        });
    }

    private static ListenerInfo instance(EventListener listener) {
        return new ListenerInfo(listener.getClass(), new ImmediateInstanceFactory<>(listener));
    }

    HttpHandler handler(String contextPath) {
        return new PathHandler()
                .addPrefixPath(contextPath, manager.getDeployment().getHandler());
    }

    BeanManager beanManager() {
        return cdi.beanManager();
    }

    @Override
    public void close() {
        ContextLoader.run(application.loader(), () -> {
            try (cdi) {
                manager.stop();
                manager.undeploy();
            } catch (ServletException e) {
                throw new IllegalStateException("The application did not stop cleanly", e);
            }
        });
    }
}
