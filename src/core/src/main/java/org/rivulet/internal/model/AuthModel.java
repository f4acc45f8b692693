package org.rivulet.internal.model;

import java.lang.reflect.Method;
import java.lang.reflect.Type;

/**
 * The declared auth handler.
 *
 * @param method the method that tells who a request comes from
 * @param credentials the type of its parameter
 * @param data the type of auth data: what it returns, without an Optional around it
 */
public record AuthModel(Method method, HandshakeModel credentials, Type data) {}
