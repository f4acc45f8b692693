/**
 * Typed streaming APIs for Jakarta EE.
 *
 * <p>Write a method annotated with {@link org.rivulet.StreamEndpoint} on a CDI bean; its parameters say what the stream
 * is: {@link org.rivulet.StreamIn}, {@link org.rivulet.StreamOut} or {@link org.rivulet.StreamInOut}, and a record for the
 * handshake. Everything in this package is API; nothing outside it and {@link org.rivulet.spi} is.
 */
@NullMarked
package org.rivulet;

import org.jspecify.annotations.NullMarked;
