package org.rivulet;

import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the {@link AuthHandler} returned for the caller of a stream: as a parameter of an endpoint method, or injected.
 *
 * <pre>{@code
 * @StreamEndpoint(expose = true, auth = true)
 * void chat(@AuthData User user, StreamInOut<PostMessage, ChatMessage> stream) { ... }
 *
 * @Inject @AuthData User user;
 * }</pre>
 *
 * <p>The type is the auth handler's, or one it extends; or an {@code Optional} of the auth handler's, which is empty if nobody is authenticated. A parameter of an
 * endpoint without {@code auth = true} must be an {@code Optional}. Where one is injected that is not, and nobody is authenticated, it is a
 * {@link StreamException} with {@link ErrorCode#UNAUTHENTICATED}.
 *
 * <p>Injection works on the thread of a stream's handler, where {@link StreamScoped} is active, into beans that live no longer than a stream:
 * {@code @StreamScoped}, {@code @RequestScoped} and {@code @Dependent} ones. Others, and interceptors, inject an {@code Instance<User>} and
 * ask it each time; one that would keep one caller's auth data for the next fails the deployment.
 */
@Documented
@Qualifier
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface AuthData {}
