/**
 * A small Jakarta EE web server in one JVM: Servlet and WebSocket by Undertow, CDI by Weld, JSON-B by Yasson. It serves a
 * WAR from the command line ({@link org.rivulet.embedded.Main}) and bean classes in a test
 * ({@link org.rivulet.embedded.EmbeddedServer}, {@link org.rivulet.embedded.junit.RivuletServer}).
 */
@NullMarked
package org.rivulet.embedded;

import org.jspecify.annotations.NullMarked;
