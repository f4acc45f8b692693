package org.rivulet.internal.model;

/** Where a handshake field comes from. */
public enum Source {
    PATH,
    QUERY,
    HEADER,
    COOKIE
}
