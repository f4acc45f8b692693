package org.rivulet.embedded.app.plugin;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean of WEB-INF/lib. */
@Plugin
@ApplicationScoped
public class PluginBean {

    public String where() {
        return PluginBean.class.getClassLoader().getName();
    }
}
