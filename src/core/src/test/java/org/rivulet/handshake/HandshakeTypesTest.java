package org.rivulet.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.FromCookie;
import org.rivulet.FromHeader;
import org.rivulet.FromPath;
import org.rivulet.StreamEndpoint;
import org.rivulet.StreamOut;
import org.rivulet.StreamService;
import org.rivulet.embedded.junit.RivuletServer;

/** The types that need nothing of the application. */
class HandshakeTypesTest {

    @RegisterExtension
    static final RivuletServer server = RivuletServer.with(Echoes.class);

    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    record Primitives(boolean z, char c, byte b, short s, int i, long l, float f, double d) {}

    record Wrappers(Boolean z, Character c, Byte b, Short s, Integer i, Long l, Float f, Double d) {}

    record Values(String text, CharSequence sequence, BigDecimal decimal, BigInteger integer, UUID id, URI link) {}

    record Moments(Instant instant, LocalDateTime local, OffsetDateTime offset, ZonedDateTime zoned) {}

    record Dates(LocalDate date, Year year, YearMonth month, MonthDay day, DayOfWeek weekday, Month name) {}

    record Times(LocalTime time, OffsetTime offset, Duration duration, Period period, ZoneId zone, ZoneOffset shift) {}

    enum Theme {
        LIGHT,
        DARK {
            @Override
            public String toString() {
                return "as dark as night";
            }
        }
    }

    record Enumerated(Theme theme) {}

    record Collections(List<Integer> list, Set<Theme> set, Collection<UUID> collection, Iterable<LocalDate> iterable) {}

    record Arrayed(int[] numbers, String[] texts, UUID[] ids) {
        @Override
        public String toString() {
            return Arrays.toString(numbers) + Arrays.toString(texts) + Arrays.toString(ids);
        }
    }

    record Perhaps(Optional<String> text, Optional<Integer> number, Optional<List<Integer>> list) {}

    record Everywhere(
            @FromPath("at") LocalDate day,
            int page,
            @FromHeader("X-Ids") List<UUID> ids,
            @FromCookie("theme") Optional<Theme> theme) {}

    @StreamService
    static class Echoes {

        @StreamEndpoint(path = "/primitives", expose = true)
        void primitives(Primitives handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/wrappers", expose = true)
        void wrappers(Wrappers handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/values", expose = true)
        void values(Values handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/moments", expose = true)
        void moments(Moments handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/dates", expose = true)
        void dates(Dates handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/times", expose = true)
        void times(Times handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/enumerated", expose = true)
        void enumerated(Enumerated handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/collections", expose = true)
        void collections(Collections handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/arrayed", expose = true)
        void arrayed(Arrayed handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/perhaps", expose = true)
        void perhaps(Perhaps handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }

        @StreamEndpoint(path = "/everywhere/{at}", expose = true)
        void everywhere(Everywhere handshake, StreamOut<String> stream) {
            stream.send(handshake.toString());
        }
    }

    @Test
    void primitives() {
        assertThat(echo("/primitives?z=true&c=x&b=-128&s=32767&i=-1&l=9223372036854775807&f=1.5&d=-2.5e3"))
                .isEqualTo("Primitives[z=true, c=x, b=-128, s=32767, i=-1, l=9223372036854775807, f=1.5, d=-2500.0]");
    }

    @Test
    void wrappers() {
        assertThat(echo("/wrappers?z=false&c=%C3%A9&b=7&s=0&i=2147483647&l=-5&f=.5&d=1e-3"))
                .isEqualTo("Wrappers[z=false, c=é, b=7, s=0, i=2147483647, l=-5, f=0.5, d=0.001]");
    }

    @Test
    void values() {
        assertThat(echo("/values?text=a&sequence=b&decimal=1.10&integer=123456789012345678901&id="
                        + ID.toUpperCase(Locale.ROOT) + "&link=https://example.com/a"))
                .isEqualTo("Values[text=a, sequence=b, decimal=1.10, integer=123456789012345678901, id=" + ID
                        + ", link=https://example.com/a]");
    }

    @Test
    void momentsOfJavaTime() {
        assertThat(echo("/moments?instant=2026-01-02T03:04:05Z&local=2026-01-02T03:04"
                        + "&offset=2026-01-02T03:04%2B01:00&zoned=2026-01-02T03:04%2B01:00[Europe/Paris]"))
                .isEqualTo("Moments[instant=2026-01-02T03:04:05Z, local=2026-01-02T03:04, "
                        + "offset=2026-01-02T03:04+01:00, zoned=2026-01-02T03:04+01:00[Europe/Paris]]");
    }

    @Test
    void datesOfJavaTime() {
        assertThat(echo("/dates?date=2026-02-28&year=2026&month=2026-02&day=--02-28&weekday=MONDAY&name=MAY"))
                .isEqualTo("Dates[date=2026-02-28, year=2026, month=2026-02, day=--02-28, weekday=MONDAY, name=MAY]");
    }

    @Test
    void timesOfJavaTime() {
        assertThat(echo("/times?time=12:30&offset=12:30Z&duration=PT1M&period=P2D&zone=Asia/Tokyo&shift=-02:00"))
                .isEqualTo("Times[time=12:30, offset=12:30Z, duration=PT1M, period=P2D, zone=Asia/Tokyo, "
                        + "shift=-02:00]");
    }

    @Test
    void anEnumByItsConstantsName() {
        assertThat(echo("/enumerated?theme=LIGHT")).isEqualTo("Enumerated[theme=LIGHT]");
        assertThat(echo("/enumerated?theme=DARK")).isEqualTo("Enumerated[theme=as dark as night]");
        assertThat(Echo.refusal(server, "/enumerated?theme=dark").status()).isEqualTo(400);
    }

    @Test
    void collectionsKeepTheOrder() {
        assertThat(echo("/collections?list=2&set=LIGHT&list=1&list=2&set=LIGHT&collection=" + ID
                        + "&iterable=2026-01-01"))
                .isEqualTo("Collections[list=[2, 1, 2], set=[LIGHT], collection=[" + ID + "], iterable=[2026-01-01]]");
    }

    @Test
    void collectionsMayBeEmpty() {
        assertThat(echo("/collections")).isEqualTo("Collections[list=[], set=[], collection=[], iterable=[]]");
    }

    @Test
    void arrays() {
        assertThat(echo("/arrayed?numbers=1&numbers=2&texts=a&ids=" + ID)).isEqualTo("[1, 2][a][" + ID + "]");
        assertThat(echo("/arrayed")).isEqualTo("[][][]");
    }

    @Test
    void optionals() {
        assertThat(echo("/perhaps?text=a&number=1&list=1&list=2"))
                .isEqualTo("Perhaps[text=Optional[a], number=Optional[1], list=Optional[[1, 2]]]");
        assertThat(echo("/perhaps"))
                .isEqualTo("Perhaps[text=Optional.empty, number=Optional.empty, list=Optional.empty]");
    }

    @Test
    void eachSourceConvertsAlike() {
        assertThat(echo("/everywhere/2026-01-01?page=3", "X-Ids: " + ID, "Cookie: a=b; theme=LIGHT"))
                .isEqualTo("Everywhere[day=2026-01-01, page=3, ids=[" + ID + "], theme=Optional[LIGHT]]");
    }

    private static String echo(String target, String... headers) {
        return Echo.of(server, target, headers);
    }
}
