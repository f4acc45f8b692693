/** The embedded server as a JUnit 5 extension. */
@NullMarked
package org.rivulet.embedded.junit;

import org.jspecify.annotations.NullMarked;
