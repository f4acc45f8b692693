package org.rivulet.internal.codec;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.stream.JsonParser;
import jakarta.websocket.DecodeException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rivulet.fuzz.Property;

/**
 * What is decoded, a JSON parser takes too, as one value and no more, but for what is in properties that nobody knows, of which bindings look for the end only; what is
 * not is refused in words for its client.
 */
public final class JsonProperty implements Property {

    /** Something of everything. */
    public record Message(
            int i,
            Long l,
            short s,
            double d,
            BigDecimal decimal,
            BigInteger big,
            boolean b,
            char c,
            String text,
            Day day,
            UUID id,
            Instant at,
            Optional<String> maybe,
            int[] numbers,
            List<Message> list,
            Map<String, Message> map) {}

    /** One word of some. */
    public enum Day {
        MONDAY,
        TUESDAY
    }

    private static final Pattern NAME = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*:");
    private static final Set<String> NAMES = Stream.of(Message.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());

    private final JsonDecoder decoder =
            new JsonDecoder(JsonbBuilder.create(), Message.class, JsonShape.of(Message.class));

    @Override
    public List<String> seeds() {
        return List.of(
                "{}",
                "{\"i\":1,\"l\":null,\"s\":-1,\"d\":1.5e3,\"decimal\":1.0,\"big\":7,\"b\":true,\"c\":\"x\",\"text\":\"\\u00e9\\n\"}",
                "{\"day\":\"MONDAY\",\"id\":\"123e4567-e89b-12d3-a456-426614174000\",\"at\":\"2026-01-01T00:00:00Z\"}",
                "{\"maybe\":\"a\",\"numbers\":[1,2],\"list\":[{},{\"i\":2}],\"map\":{\"a\":{\"list\":[]}}}",
                "{\"i\":1,\"i\":2}",
                "{\"i\":1,\"i\":2}\u0001\0\0\u0016",
                "{\"i\":1.5}",
                "{\"i\":1e999999999}",
                "{\"l\":1e999999999,\"s\":1e-999999999}",
                "{\"d\":1e999999999,\"decimal\":1e999999999}",
                "{\"big\":1e999999999}",
                "{\"big\":1e99999}",
                "{\"big\":" + "9".repeat(1_100) + "}",
                "{\"x\":" + "[".repeat(1_900) + "]".repeat(1_900) + "}",
                "{\"list\":[".repeat(400) + "]}".repeat(400),
                "{\"list\":[".repeat(100) + "]}".repeat(100),
                "{\"map\":{\"a\":".repeat(300),
                "{\"text\":\"\\ud800\"} {}",
                "{\"day\":\"SUNDAY\",\"c\":\"\",\"id\":\"1-1-1-1-1\"}",
                "{\"at\":\"tomorrow\"}",
                "{\"a\":{\"b\":[[[[[]]]][]]}}",
                "{\"a\":[",
                "{\"a\":{\"b\":",
                "{\"a\":[}}",
                "{\"a\":[1[]}",
                "{\"list\":[{\"a\":[\"]\"}]}",
                "null",
                "[1]");
    }

    @Override
    public void check(String input) {
        Optional<String> refusal = refusal(input);
        if (refusal.isEmpty()) {
            Property.require(isJson(input) || hasUnknownNames(input), "no JSON, but decoded");
        } else {
            String words = refusal.get();
            Property.require(!words.isBlank(), "no words");
            Property.require(words.length() < 300 + input.length(), words.length() + " characters of refusal");
            if (!input.matches("(?s).*(Exception|\\.rivulet|\\.java|jakarta|yasson).*"))
                Property.require(
                        !words.matches("(?s).*(Exception|\\.rivulet|\\.java|jakarta|yasson|@[0-9a-f]{6,}).*"),
                        "not for a client: " + words);
        }
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        if (new String(bytes, StandardCharsets.UTF_8).equals(input))
            Property.require(refusalOfBytes(bytes).equals(refusal), "as bytes: " + refusalOfBytes(bytes));
    }

    private Optional<String> refusal(String text) {
        try {
            decoder.decode(text);
            return Optional.empty();
        } catch (DecodeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> refusalOfBytes(byte[] bytes) {
        try {
            decoder.decode(ByteBuffer.wrap(bytes));
            return Optional.empty();
        } catch (DecodeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean hasUnknownNames(String text) {
        return NAME.matcher(text).results().anyMatch(name -> !NAMES.contains(name.group(1)));
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            while (parser.hasNext()) parser.next();
            return true;
        } catch (JsonException e) {
            return false;
        }
    }
}
