package org.rivulet.internal.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vouches for the requests of a service. Thread-safe. */
public final class Signer {

    private static final int NONCE_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Secrets secrets;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** A signer by the first of the secrets. */
    public Signer(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The headers that a request gets, for one time.
     *
     * @param method the HTTP method
     * @param path the path as it is sent, with the context
     * @param query the query as it is sent, or null if there is no question mark
     * @param authData the JSON of the auth data of whoever the service calls for, or null if there are none
     * @throws IllegalStateException if there is no secret
     */
    public Map<String, String> sign(String method, String path, @Nullable String query, @Nullable String authData) {
        String encoded = authData == null ? null : BASE64.encodeToString(authData.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = BASE64.encodeToString(bytes);
        long now = clock.millis();
        byte[] mac = secrets.sign(new Call(method, path, query, encoded), now, nonce);
        String token = new Token(now, nonce, mac).toString();
        return encoded == null ? Map.of(Token.HEADER, token) : Map.of(Token.HEADER, token, Call.AUTH_DATA, encoded);
    }
}
