package org.rivulet.suite.jwt;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Signs tokens by a key of its own (RFC 7519, MicroProfile JWT 2.1). */
public final class Issuer {

    private static final String NAME = "https://issuer.example";
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    /** An issuer with a new key. */
    public Issuer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The configuration of an application that trusts it. */
    public String configuration() {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        return "mp.jwt.verify.issuer=" + NAME + "\nmp.jwt.verify.publickey=-----BEGIN PUBLIC KEY-----\\n" + key
                + "\\n-----END PUBLIC KEY-----\n";
    }

    /** A token of a caller in a group. */
    public String token(String caller, String group, Duration life) {
        Instant now = Instant.now();
        String claims = Json.createObjectBuilder()
                .add("iss", NAME)
                .add("sub", "id-of-" + caller)
                .add("upn", caller)
                .add("groups", Json.createArrayBuilder().add(group))
                .add("iat", now.getEpochSecond())
                .add("exp", now.plus(life).getEpochSecond())
                .add("jti", UUID.randomUUID().toString())
                .build()
                .toString();
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
        return signed + "." + BASE64.encodeToString(sign(signed));
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
