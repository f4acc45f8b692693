package org.rivulet.suite.auth;

import java.time.Instant;
import org.rivulet.Expiring;

/** Auth data; public, so that services can pass them on as JSON. */
public record User(String name, Instant expiresAt) implements Expiring {}
