package org.rivulet.internal.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the requests of services from those of everybody else. Thread-safe. */
public final class Verifier {

    /** As much as most servers take of all headers together. */
    private static final int MAX_AUTH_DATA = 16_384;

    /** Some 15 MB, and 1,666 handshakes a second by services with the default clock skew. */
    private static final int MAX_USED = 100_000;

    private final Secrets secrets;
    private final long skewMillis;
    private final InstantSource clock;
    private final int maxUsed;
    private final Replays replays;

    /** A verifier by any of the secrets, which believes nobody if there is none. */
    public Verifier(Secrets secrets, long skewMillis, InstantSource clock) {
        this(secrets, skewMillis, clock, MAX_USED);
    }

    Verifier(Secrets secrets, long skewMillis, InstantSource clock, int maxUsed) {
        this.secrets = secrets;
        this.skewMillis = skewMillis;
        this.clock = clock;
        this.maxUsed = maxUsed;
        this.replays = new Replays(maxUsed);
    }

    /**
     * A request that a service has signed.
     *
     * @param authData the JSON of the auth data of whoever it calls for, or null if there are none
     */
    public record Vouched(@Nullable String authData) {}

    /**
     * What a service says of its request; null if the request does not claim to be of one.
     *
     * @param header the values of a header of the request itself, by its name
     * @throws ForgedException if it claims that and is not, or was here before
     * @throws FullException if too many are remembered to tell
     */
    public @Nullable Vouched verify(
            String method, String path, @Nullable String query, Function<String, List<String>> header) {
        List<String> tokens = header.apply(Token.HEADER);
        List<String> data = header.apply(Call.AUTH_DATA);
        if (tokens.isEmpty() && data.isEmpty()) return null;
        if (secrets.isEmpty()) throw new ForgedException("there is no rivulet.internal-secrets");
        if (tokens.size() != 1 || data.size() > 1) throw new ForgedException("a header is missing, or there twice");
        String authData = data.isEmpty() ? null : data.get(0);
        if (authData != null && authData.length() > MAX_AUTH_DATA) throw new ForgedException("it is too large");
        Token token = Token.parse(tokens.get(0)).orElseThrow(() -> new ForgedException("it is malformed"));
        if (!secrets.signed(new Call(method, path, query, authData), token)) {
            throw new ForgedException("no secret has signed it");
        }
        use(token);
        return new Vouched(authData == null ? null : decode(authData));
    }

    private void use(Token token) {
        long now = clock.millis();
        if (Math.abs(now - token.timestamp()) > skewMillis) {
            throw new ForgedException("it was made " + (now - token.timestamp())
                    + " ms ago, and the clocks may differ by " + skewMillis + " ms");
        }
        switch (replays.use(token, now - skewMillis)) {
            case NEW -> {}
            case USED -> throw new ForgedException("it was used before");
            case FORGOTTEN -> throw new ForgedException("it may have been used before the clock was set back");
            case FULL -> throw new FullException(maxUsed);
        }
    }

    private static String decode(String authData) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(authData)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new ForgedException("its auth data are not the base64url of UTF-8");
        }
    }
}
