package org.rivulet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Takes a component of a handshake record, or a field of a handshake class, from a request header. */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FromHeader {

    /** The header's name, compared without case; by default the component's. */
    String value() default "";
}
