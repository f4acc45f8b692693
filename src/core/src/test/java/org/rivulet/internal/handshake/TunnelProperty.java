package org.rivulet.internal.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.fuzz.Property;

/** A tunnel opens if a JSON parser finds an object of harmless headers in it; nothing else comes out of it, and no refusal repeats a value. */
public final class TunnelProperty implements Property {

    private static final int MOST = 16_384;
    private static final JsonReaderFactory JSON =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    /** What a browser or a proxy says, and nobody else may. */
    private static final String FORBIDDEN =
            "accept-charset|accept-encoding|access-control-request-(headers|method)|connection"
                    + "|content-length|cookie|date|dnt|expect|forwarded|host|keep-alive|origin|permissions-policy|referer|te"
                    + "|trailer|transfer-encoding|upgrade|via|(sec-|proxy-|x-forwarded-|x-real-ip).*";

    @Override
    public List<String> seeds() {
        return List.of(
                "{}",
                "{\"x-tag\":\"a\",\"Authorization\":\"Bearer é😀\"}",
                "{\"a\":\"1\",\"A\":\"2\"}",
                "{\"a\":\"1\",\"a\":\"2\"}",
                "{\"a\":\"b\\r\\nX-Forged: 1\"}",
                "{\"a\\n\":\"b\"}",
                "{\"Coo\u212aie\":\"b\"}",
                "{\"X-Forwarded-For\":\"127.0.0.1\"}",
                "{\"a\":1}",
                "{\"a\":{\"b\":[[[[[[]]]]]]}}",
                "{\"a\":\"\\ud800\"} {}",
                "encore-ws, encore.dev.headers.e30,,b",
                "encore.dev.headers.e30=, encore.dev.headers.*, encore.dev.headers.");
    }

    @Override
    public void check(String input) {
        checkRaw(input);
        byte[] json = input.getBytes(UTF_8);
        String offer =
                "encore.dev.headers." + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        Optional<Map<String, String>> expected =
                offer.length() > MOST ? Optional.empty() : read(new String(json, UTF_8));
        try {
            HeaderTunnel tunnel = HeaderTunnel.open(List.of(offer));
            Property.require(tunnel.protocols().isEmpty(), "the tunnel is still there");
            Map<String, String> headers = new TreeMap<>();
            tunnel.headers().forEach((name, values) -> headers.put(name, String.join("!!", values)));
            Property.require(Optional.of(headers).equals(expected), headers + " instead of " + expected);
        } catch (StreamException refused) {
            Property.require(expected.isEmpty(), refused + " instead of " + expected);
            requireDefined(refused);
        }
    }

    /** As it may stand in a request: what is no tunnel passes as it is. */
    private static void checkRaw(String offered) {
        try {
            HeaderTunnel tunnel = HeaderTunnel.open(List.of(offered));
            Property.require(
                    tunnel.protocols().stream()
                            .noneMatch(one -> one.isBlank() || one.startsWith("encore.dev.headers.")),
                    "left: " + tunnel.protocols());
        } catch (StreamException refused) {
            requireDefined(refused);
        }
    }

    private static void requireDefined(StreamException refused) {
        Property.require(refused.code() == ErrorCode.INVALID_ARGUMENT, "another code: " + refused.code());
        Property.require(
                String.valueOf(refused.getMessage()).chars().noneMatch(Character::isISOControl),
                "control characters: " + refused.getMessage());
    }

    private static Optional<Map<String, String>> read(String json) {
        Map<String, String> headers = new TreeMap<>();
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            try (JsonParser whole = Json.createParser(new StringReader(json))) {
                while (whole.hasNext()) whole.next();
            }
            for (String key : object.keySet()) {
                String name = key.toLowerCase(Locale.ROOT);
                if (!(object.get(key) instanceof JsonString value) || !isHarmless(name, value.getString()))
                    return Optional.empty();
                if (headers.put(name, value.getString()) != null) return Optional.empty();
            }
            return Optional.of(headers);
        } catch (RuntimeException e) { // the parser's own has a depth at which it says so with no JsonException
            return Optional.empty();
        }
    }

    private static boolean isHarmless(String name, String value) {
        return name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")
                && !name.matches(FORBIDDEN)
                && value.matches("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");
    }
}
