package org.rivulet.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.rivulet.Expiring;

/** Which principals say when they end. */
class ExpiryTest {

    private interface VendorsToken extends JsonWebToken {}

    record Lease(Instant expiresAt) implements Principal, Expiring {
        @Override
        public String getName() {
            return "lease";
        }
    }

    private static JsonWebToken token(long exp) {
        return (JsonWebToken) Proxy.newProxyInstance(
                ExpiryTest.class.getClassLoader(),
                new Class<?>[] {VendorsToken.class},
                (proxy, method, arguments) -> exp);
    }

    @Test
    void aTokenEndsBySeconds() {
        assertThat(Expiry.of(token(1_800_000_000))).isEqualTo(Instant.ofEpochSecond(1_800_000_000));
        assertThat(Expiry.of(token(0))).isNull();
    }

    @Test
    void aPrincipalThatExpiresSaysSoItself() {
        Instant soon = Instant.now();
        assertThat(Expiry.of(new Lease(soon))).isEqualTo(soon);
        assertThat(Expiry.of(new Lease(null))).isNull();
    }

    @Test
    void anyOtherDoesNotEnd() {
        assertThat(Expiry.of((Principal) () -> "ada")).isNull();
    }
}
