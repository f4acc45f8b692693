package org.rivulet.embedded.app.plugin;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** Adds an endpoint as a framework does, and wants the application's bean manager. */
public class PluginListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        BeanManager beans = (BeanManager) event.getServletContext().getAttribute(BeanManager.class.getName());
        beans.createInstance().select(PluginBean.class).get().where();
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(PluginEndpoint.class, "/plugin/{id}")
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}
