package org.rivulet.internal.server;

/** A server without quirks, or one that nobody knows. */
final class PortableServer implements Server {}
