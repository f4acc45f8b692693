package org.rivulet.internal.model;

import java.util.List;

/** A handshake type: a record, or a class with a no-argument constructor. */
public record HandshakeModel(Class<?> type, List<HandshakeField> fields) {}
