/** Support for tests: the embedded server as a JUnit 5 extension, and a WebSocket client that can also do what none should. */
@NullMarked
package org.rivulet.embedded.junit;

import org.jspecify.annotations.NullMarked;
