package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rivulet.internal.handshake.Addresses;

/** Who may come how often, and what is kept of it. */
class ArrivalsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void oneAddressDoesNotCountForAnother() {
        Arrivals arrivals = new Arrivals(2);
        assertThat(arrivals.admit(1, 0) && arrivals.admit(1, 0)).isTrue();
        assertThat(arrivals.admit(1, 0)).isFalse();
        assertThat(arrivals.admit(2, 0)).isTrue();
        assertThat(arrivals.admit(1, SECOND / 2)).isTrue();
    }

    @Test
    void whoHasNotComeForASecondIsForgotten() {
        Arrivals arrivals = new Arrivals(2);
        for (int i = 0; i < 3; i++) arrivals.admit(1, 0);
        arrivals.admit(2, SECOND / 2);
        arrivals.forget(SECOND - 1);
        assertThat(arrivals.known()).isEqualTo(2);
        arrivals.forget(SECOND);
        assertThat(arrivals.known()).isZero();
    }

    @Test
    void aFloodFromEverywhereCostsNoMoreThanItMay() {
        Arrivals arrivals = new Arrivals(1);
        for (int address = 0; address < 100_000; address++) {
            assertThat(arrivals.admit(address, 0)).isTrue();
        }
        assertThat(arrivals.known()).isEqualTo(65_536);
        assertThat(arrivals.admit(7, 0)).as("one that is known").isFalse();
        assertThat(arrivals.admit(99_999, 0)).as("one that is not").isTrue();
    }

    @Test
    void withoutALimitNothingIsKept() {
        Arrivals arrivals = new Arrivals(0);
        for (int i = 0; i < 10_000; i++) assertThat(arrivals.admit(1, 0)).isTrue();
        assertThat(arrivals.known()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4, true",
        "1.2.3.4, 1.2.3.5, false",
        "255.255.255.255, 1.2.3.4, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::1, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:1.2.3.4, 1.2.3.4, true",
        "ffff:ffff:ffff:ffff::1, 255.255.255.255, false"
    })
    void anAddressOfIPv6IsOneWithItsNeighbours(String one, String other, boolean same) throws Exception {
        long first = Addresses.network(InetAddress.getByName(one));
        assertThat(first == Addresses.network(InetAddress.getByName(other))).isEqualTo(same);
    }
}
