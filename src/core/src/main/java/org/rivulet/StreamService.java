package org.rivulet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a CDI bean whose {@link StreamEndpoint} methods belong to one service. The bean is
 * {@link ApplicationScoped} unless the class declares another scope; endpoint methods also work on any other CDI bean,
 * which then is the service of its own name.
 */
@Stereotype
@ApplicationScoped
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StreamService {

    /** The service's name, as in the default path {@code /<service>.<endpoint>}: the class's simple name in camel case. */
    String name() default "";
}
