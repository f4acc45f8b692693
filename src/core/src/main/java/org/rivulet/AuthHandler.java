package org.rivulet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a CDI bean the application's auth handler, which tells who a handshake comes from. There is one at most.
 *
 * <p>It takes one parameter, the credentials: a record, or a class with a no-argument constructor, whose components come from the query,
 * a header or a cookie, as those of a handshake do. What it returns is the auth data, of any type that is an object:
 *
 * <pre>{@code
 * record Credentials(@FromHeader Optional<String> authorization, @FromCookie Optional<String> session) {}
 *
 * @AuthHandler
 * User authenticate(Credentials credentials) { ... }
 * }</pre>
 *
 * <p>It is called once a handshake, on the request's thread, where it may block, with an active CDI request context; and only if the request has a
 * value that is not empty for at least one component, but then for endpoints without {@code auth = true} too. Headers may come
 * through the header tunnel. Interceptors apply.
 *
 * <ul>
 *   <li>Auth data: the caller is authenticated, as long as the stream lives or {@link Expiring} says. See {@link AuthData}.
 *   <li>Null, an empty {@code Optional}, or a {@link StreamException} with {@link ErrorCode#UNAUTHENTICATED}: the credentials do not count. With
 *       {@code auth = true} the answer is 401, with the exception's message; without, the stream has no auth data.
 *   <li>Any other {@link StreamException} refuses the request with that code, whatever the endpoint asks for; any other exception with 500, and
 *       credentials that cannot be bound with 400.
 * </ul>
 *
 * <p>With an auth handler, {@code auth = true} asks for auth data, and who the container has authenticated does not count for it; without one, it
 * asks for the container's caller.
 *
 * <p>The method must not be private, static or final. Illegal declarations fail the deployment. The rules are those of Encore's auth
 * handlers (encore.dev/docs/ts/develop/auth).
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuthHandler {}
