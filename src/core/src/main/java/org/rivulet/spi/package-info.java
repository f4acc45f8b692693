/** What an application implements to extend Rivulet. */
@NullMarked
package org.rivulet.spi;

import org.jspecify.annotations.NullMarked;
