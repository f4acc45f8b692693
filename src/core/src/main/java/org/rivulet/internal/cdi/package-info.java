/** The portable extension: discovers endpoints, reports every mistake, and calls beans. */
@NullMarked
package org.rivulet.internal.cdi;

import org.jspecify.annotations.NullMarked;
