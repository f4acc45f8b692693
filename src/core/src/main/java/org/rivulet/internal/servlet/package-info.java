/** The road before the upgrade: initializer and front filter, which does everything that can refuse. */
@NullMarked
package org.rivulet.internal.servlet;

import org.jspecify.annotations.NullMarked;
