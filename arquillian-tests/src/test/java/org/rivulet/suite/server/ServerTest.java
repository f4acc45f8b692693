package org.rivulet.suite.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of the suite: its tests talk to the running server from outside. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RunAsClient
@Tag("server")
@ExtendWith({NeedsCondition.class, ArquillianExtension.class})
public @interface ServerTest {}
