package org.rivulet.internal.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is left of the offer when the tunnels are taken out; Encore's own tests have the same cases. */
class HeaderTunnelTest {

    @Test
    void theOthersKeepTheirOrder() {
        HeaderTunnel tunnel = HeaderTunnel.open(
                List.of("c, " + tunnel("{\"X-A\":\"1\"}") + ", a,,encore-ws", " b ," + tunnel("{\"x-b\":\"2\"}")));
        assertThat(tunnel.protocols()).containsExactly("c", "a", "encore-ws", "b");
        assertThat(tunnel.headers()).containsExactly(Map.entry("x-a", List.of("1")), Map.entry("x-b", List.of("2")));
    }

    @Test
    void noOfferIsNoTunnel() {
        HeaderTunnel tunnel = HeaderTunnel.open(List.of());
        assertThat(tunnel.protocols()).isEmpty();
        assertThat(tunnel.headers()).isEmpty();
    }

    @Test
    void aProtocolWithOnlyPartOfThePrefixIsAnother() {
        assertThat(HeaderTunnel.open(List.of("encore.dev.headers, encore.dev.header.e30"))
                        .protocols())
                .containsExactly("encore.dev.headers", "encore.dev.header.e30");
    }

    private static String tunnel(String json) {
        return "encore.dev.headers."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
