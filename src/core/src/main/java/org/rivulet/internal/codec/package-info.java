/** Messages as frames and back: the standard decoders and encoders of a stream. Knows no container. */
@NullMarked
package org.rivulet.internal.codec;

import org.jspecify.annotations.NullMarked;
