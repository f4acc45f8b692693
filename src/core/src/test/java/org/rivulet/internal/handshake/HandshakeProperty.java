package org.rivulet.internal.handshake;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.fuzz.Property;
import org.rivulet.internal.model.HandshakeField;
import org.rivulet.internal.model.HandshakeModel;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.PathTemplate;

/** Whatever a query says, it is a handshake, or the answer names what is wrong with it in words for its client. */
public final class HandshakeProperty implements Property {

    record Everything(
            Optional<Integer> i,
            Optional<Long> l,
            Optional<Double> d,
            Optional<Float> f,
            Optional<BigDecimal> decimal,
            Optional<BigInteger> big,
            Optional<Boolean> b,
            Optional<Character> c,
            Optional<UUID> uuid,
            Optional<URI> uri,
            Optional<Instant> instant,
            Optional<LocalDate> day,
            Optional<OffsetDateTime> time,
            Optional<ZonedDateTime> zoned,
            Optional<Duration> duration,
            Optional<Period> period,
            Optional<ZoneId> zone,
            Optional<DayOfWeek> name,
            List<Short> list,
            Set<String> set,
            byte[] bytes,
            String needed) {}

    private static final HandshakeBinder BINDER = binder();

    private static HandshakeBinder binder() {
        List<HandshakeField> fields = Stream.of(Everything.class.getRecordComponents())
                .map(HandshakeProperty::field)
                .toList();
        Mistakes mistakes = new Mistakes();
        HandshakeBinder binder = HandshakeBinder.of(
                new HandshakeModel("handshake", Everything.class, fields),
                PathTemplate.parse("/"),
                new Converters(type -> null),
                Constraints.NONE,
                mistakes.at("here"));
        if (binder == null) throw new IllegalStateException(mistakes.report());
        return binder;
    }

    private static HandshakeField field(RecordComponent component) {
        return new HandshakeField(component.getName(), null, component.getName(), component.getGenericType());
    }

    @Override
    public List<String> seeds() {
        return List.of(
                "needed=a&i=1&l=-2&d=1.5e3&f=NaN&decimal=1e999999999&big=12&b=true&c=x&set=a&set=a&list=1&list=2",
                "needed=%F0%9F%98%80&uuid=123e4567-e89b-12d3-a456-426614174000&uri=https://a.org/%2F&name=MONDAY",
                "needed=&instant=2026-01-01T00:00:00Z&day=2026-02-28&time=2026-01-01T00:00:00%2B01:00&zone=Europe/Zurich",
                "needed=&zoned=2026-01-01T00:00:00%2B01:00[Europe/Zurich]&duration=PT1H2M&period=P1Y2M&bytes=1&bytes=-1",
                "i=1&i=2&d=0x1p3&b=TRUE&uuid=1-1-1-1-1&c=&name=monday&big=" + "9".repeat(1_100),
                "d=1e400&f=Infinity&decimal=" + "1".repeat(999) + "e1&zone=%2e%2e%2f%2e%2e%2fetc&duration=PT"
                        + "9".repeat(99) + "H");
    }

    @Override
    public void check(String input) {
        Map<String, List<String>> query;
        try {
            query = UrlDecoder.query(input);
        } catch (IllegalArgumentException e) {
            return; // refused before
        }
        try {
            Everything bound = (Everything)
                    BINDER.bind(new HandshakeValues(Map.of(), query, name -> List.of(), name -> List.of()));
            Property.require(List.of(bound.needed()).equals(query.get("needed")), "another text: " + bound.needed());
            bound.i()
                    .ifPresent(i -> Property.require(
                            Integer.valueOf(query.get("i").get(0)).equals(i), "another number: " + i));
        } catch (StreamException refused) {
            Property.require(refused.code() == ErrorCode.INVALID_ARGUMENT, "another code: " + refused.code());
            Property.require(
                    !refused.getMessage().matches("(?s).*(java\\.|Exception|org\\.rivulet|\\R).*"),
                    "not for a client: " + refused.getMessage());
        }
    }
}
