package org.rivulet.internal.model;

import java.util.List;

/**
 * A handshake type: a record, or a class with a no-argument constructor.
 *
 * @param role what mistakes call it: a handshake, or credentials
 * @param type the class
 * @param fields its components, or fields
 */
public record HandshakeModel(String role, Class<?> type, List<HandshakeField> fields) {}
