package org.rivulet.suite.app.environment;

/** The handshake of these endpoints: the key under which a test finds in the {@link Journal} what happened. */
public record Visit(String key) {}
