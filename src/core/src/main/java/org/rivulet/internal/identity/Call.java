package org.rivulet.internal.identity;

import org.jspecify.annotations.Nullable;

/**
 * What an identity vouches for.
 *
 * @param method the HTTP method
 * @param path the path as it is sent, with the context and all that is encoded in it
 * @param query the query as it is sent, or null
 * @param authData the header {@value #AUTH_DATA} as it is sent, or null
 */
public record Call(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authData) {

    /** The header with the caller's auth data: the base64url, without padding, of their JSON in UTF-8. */
    public static final String AUTH_DATA = "Rivulet-Auth-Data";
}
