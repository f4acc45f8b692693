package org.rivulet.spi;

/**
 * Converts one string of a handshake (from path, query, header or cookie) to a type of the application. A CDI bean of type
 * {@code HandshakeConverter<T>} converts every handshake component of type {@code T}, before any built-in conversion.
 * Called by many threads at once.
 *
 * @param <T> the type of the component
 */
@FunctionalInterface
public interface HandshakeConverter<T> {

    /**
     * The value of a string.
     *
     * @throws RuntimeException if the string has no such value: the client gets 400 that names the component; the
     *     message of an {@link IllegalArgumentException} is told to it
     */
    T fromString(String value);
}
