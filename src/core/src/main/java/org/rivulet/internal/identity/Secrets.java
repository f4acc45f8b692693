package org.rivulet.internal.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What services share: the first signs, every one verifies, so that a new one is known everywhere before anybody signs with it. Immutable, and silent about what it
 * holds.
 */
public final class Secrets {

    private static final String ALGORITHM = "HmacSHA256";

    /** A key shorter than the hash weakens it (RFC 2104, 3). */
    private static final int MIN_BYTES = 32;

    private final List<SecretKeySpec> keys;

    private Secrets(List<SecretKeySpec> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Those of a list with commas. Each is the UTF-8 of its text, as it stands there.
     *
     * @throws IllegalArgumentException with words for who configures it, and nothing of a secret in them
     */
    public static Secrets parse(String list) {
        List<SecretKeySpec> keys = new ArrayList<>();
        for (String entry : list.split(",")) {
            byte[] secret = entry.strip().getBytes(StandardCharsets.UTF_8);
            if (secret.length == 0) continue;
            if (secret.length < MIN_BYTES) {
                throw new IllegalArgumentException("secret " + (keys.size() + 1) + " has " + secret.length
                        + " bytes (expected: at least " + MIN_BYTES + ", such as the base64 of 32 random bytes)");
            }
            keys.add(new SecretKeySpec(secret, ALGORITHM));
        }
        return new Secrets(keys);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The MAC of a call, by the first secret. */
    byte[] sign(Call call, long timestamp, String nonce) {
        if (keys.isEmpty()) throw new IllegalStateException("rivulet.internal-secrets: none (expected: at least one)");
        return mac(keys.get(0), call, timestamp, nonce);
    }

    /** Whether one of the secrets made the token. Takes as long whichever it was, and whatever is wrong. */
    boolean signed(Call call, Token token) {
        boolean found = false;
        for (SecretKeySpec key : keys) {
            found |= MessageDigest.isEqual(mac(key, call, token.timestamp(), token.nonce()), token.mac());
        }
        return found;
    }

    private static byte[] mac(SecretKeySpec key, Call call, long timestamp, String nonce) {
        Mac mac = start(key);
        add(mac, Token.VERSION);
        add(mac, call.method());
        add(mac, call.path());
        add(mac, call.query());
        add(mac, call.authData());
        add(mac, Long.toString(timestamp));
        add(mac, nonce);
        return mac.doFinal();
    }

    /** By its length first, so that no two calls are the same bytes; what is not there has the length -1. */
    private static void add(Mac mac, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(part == null ? -1 : bytes.length)
                .flip());
        mac.update(bytes);
    }

    private static Mac start(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}
