package org.rivulet.embedded.app;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean of WEB-INF/classes. */
@ApplicationScoped
public class Greeter {

    public String greet(String name) {
        return "Hello " + name;
    }
}
