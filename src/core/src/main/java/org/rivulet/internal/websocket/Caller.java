package org.rivulet.internal.websocket;

import java.security.Principal;
import java.util.concurrent.Executor;

/**
 * Who opened a stream, as the container has authenticated it.
 *
 * @param principal the name of it
 * @param context runs tasks on whatever thread calls it, with the server's security context of the caller
 */
public record Caller(Principal principal, Executor context) {}
