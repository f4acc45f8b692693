package org.rivulet.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rivulet.internal.identity.Verifier.Vouched;

/** What a verifier believes. */
class VerifierTest {

    private static final String OLD = "an old secret of more than thirty-two bytes";
    private static final String NEW = "a new secret of more than thirty-two bytes";
    private static final String DATA = "{\"name\":\"Zoë\"}";
    private static final long SKEW = 30_000;
    private static final long NOW = 1_800_000_000_000L;

    private long now = NOW;

    private final Signer signer = signer(NEW);
    private final Verifier verifier = verifier(NEW);

    private Signer signer(String secrets) {
        return new Signer(Secrets.parse(secrets), () -> Instant.ofEpochMilli(now));
    }

    private Verifier verifier(String secrets) {
        return new Verifier(Secrets.parse(secrets), SKEW, () -> Instant.ofEpochMilli(now));
    }

    private Map<String, String> signed() {
        return signer.sign("GET", "/app/chat", "id=ada", DATA);
    }

    private static Vouched verify(Verifier verifier, Map<String, String> headers) {
        return verifier.verify("GET", "/app/chat", "id=ada", name -> values(headers, name));
    }

    private static List<String> values(Map<String, String> headers, String name) {
        return headers.containsKey(name) ? List.of(headers.get(name)) : List.of();
    }

    private void assertForged(Map<String, String> headers, String why) {
        assertForged(verifier, headers, why);
    }

    private static void assertForged(Verifier verifier, Map<String, String> headers, String why) {
        assertThatThrownBy(() -> verify(verifier, headers))
                .isInstanceOf(ForgedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatASignerSignsIsBelieved() {
        assertThat(verify(verifier, signed())).isEqualTo(new Vouched(DATA));
        assertThat(verifier.verify("GET", "/", null, name -> values(signer.sign("GET", "/", null, null), name)))
                .isEqualTo(new Vouched(null));
    }

    @Test
    void aRequestWithoutTheHeadersClaimsNothing() {
        assertThat(verify(verifier, Map.of())).isNull();
        assertThat(verify(verifier(""), Map.of())).isNull();
    }

    @Test
    void withoutSecretsNobodyIsBelieved() {
        assertForged(verifier(""), signed(), "there is no rivulet.internal-secrets");
        assertThatThrownBy(() -> signer("").sign("GET", "/", null, null)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /app/chat, id=ada",
        "GET, /app/chats, id=ada",
        "GET, /app, id=ada",
        "GET, /app/cha, tid=ada",
        "GET, /app/chatid=ada, ''",
        "GET, /app/chat, id=bob",
        "GET, /app/chat, ''",
        "GET, /app/chat,",
        "GE, T/app/chat, id=ada"
    })
    void everyPartOfTheRequestCounts(String method, String path, String query) {
        Map<String, String> headers = signed();
        assertThatThrownBy(() -> verifier.verify(method, path, query, name -> values(headers, name)))
                .isInstanceOf(ForgedException.class)
                .hasMessage("no secret has signed it");
        assertThat(verify(verifier, headers))
                .as("one that was refused is not used up")
                .isNotNull();
    }

    @Test
    void noQueryIsNotAnEmptyOne() {
        Map<String, String> headers = signer.sign("GET", "/", null, null);
        assertThatThrownBy(() -> verifier.verify("GET", "/", "", name -> values(headers, name)))
                .isInstanceOf(ForgedException.class);
    }

    @Test
    void theAuthDataCount() {
        Map<String, String> headers = new HashMap<>(signed());
        headers.put(Call.AUTH_DATA, base64("{\"name\":\"Eve\"}"));
        assertForged(headers, "no secret has signed it");
        headers.remove(Call.AUTH_DATA);
        assertForged(headers, "no secret has signed it");
        Map<String, String> without = new HashMap<>(signer.sign("GET", "/app/chat", "id=ada", null));
        without.put(Call.AUTH_DATA, base64(DATA));
        assertForged(without, "no secret has signed it");
        without.put(Call.AUTH_DATA, "");
        assertForged(without, "no secret has signed it");
    }

    @Test
    void timestampAndNonceCount() {
        String[] parts = signed().get(Token.HEADER).split("\\.");
        String later = Long.toString(NOW + 1);
        String other = signed().get(Token.HEADER).split("\\.")[2];
        assertForged(Map.of(Token.HEADER, String.join(".", "1", later, parts[2], parts[3])), "no secret");
        assertForged(Map.of(Token.HEADER, String.join(".", "1", parts[1], other, parts[3])), "no secret");
        assertForged(Map.of(Token.HEADER, String.join(".", "1", "0" + parts[1], parts[2], parts[3])), "no secret");
    }

    @Test
    void everyBitOfTheSignatureCounts() {
        Token token = Token.parse(signed().get(Token.HEADER)).orElseThrow();
        for (int bit = 0; bit < 256; bit++) {
            byte[] mac = token.mac().clone();
            mac[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = new Token(token.timestamp(), token.nonce(), mac).toString();
            assertForged(Map.of(Token.HEADER, forged, Call.AUTH_DATA, base64(DATA)), "no secret has signed it");
        }
        assertThat(verify(verifier, Map.of(Token.HEADER, token.toString(), Call.AUTH_DATA, base64(DATA))))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-SKEW, -1, 0, 1, SKEW})
    void clocksMayDifferByTheSkew(long difference) {
        Map<String, String> headers = signed();
        now += difference;
        assertThat(verify(verifier, headers)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-SKEW - 1, SKEW + 1, 86_400_000, -86_400_000})
    void clocksMayDifferByNoMore(long difference) {
        Map<String, String> headers = signed();
        now += difference;
        assertForged(headers, "clocks");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, SKEW - 1, SKEW})
    void aTokenIsGoodForOneTime(long later) {
        Map<String, String> headers = signed();
        assertThat(verify(verifier, headers)).isNotNull();
        now += later;
        for (int i = 0; i < 100; i++) verify(verifier, signed());
        assertForged(headers, "used before");
    }

    @Test
    void aTokenOfTheFutureIsRememberedForAsLongAsItIsValid() {
        now += SKEW;
        Map<String, String> headers = signed();
        now -= SKEW;
        assertThat(verify(verifier, headers)).isNotNull();
        now += 2 * SKEW;
        assertForged(headers, "used before");
        now += 1;
        assertForged(headers, "clocks");
    }

    @Test
    void aClockThatIsSetBackMakesNoTokenNew() {
        Map<String, String> headers = signed();
        assertThat(verify(verifier, headers)).isNotNull();
        now += 2 * SKEW;
        assertThat(verify(verifier, signed())).isNotNull();
        now -= 2 * SKEW;
        assertForged(headers, "set back");
    }

    @Test
    void whenThereIsNoRoomToRememberItSaysSoAndForgetsNothing() {
        Verifier small = new Verifier(Secrets.parse(NEW), SKEW, () -> Instant.ofEpochMilli(now), 2);
        Map<String, String> first = signed();
        verify(small, first);
        verify(small, signed());
        Map<String, String> third = signed();
        assertThatThrownBy(() -> verify(small, third)).isInstanceOf(FullException.class);
        assertForged(small, first, "used before");
        now += SKEW + 1;
        assertThat(verify(small, signed())).isNotNull();
    }

    @Test
    void whatIsForgedTakesNoRoom() {
        Verifier small = new Verifier(Secrets.parse(NEW), SKEW, () -> Instant.ofEpochMilli(now), 1);
        for (int i = 0; i < 10; i++) {
            assertForged(small, signer(OLD).sign("GET", "/app/chat", "id=ada", DATA), "no secret has signed it");
        }
        assertThat(verify(small, signed())).isNotNull();
    }

    @Test
    void secretsAreRotated() {
        Map<String, String> byOld = signer(OLD).sign("GET", "/app/chat", "id=ada", DATA);
        assertForged(byOld, "no secret has signed it");
        Verifier both = verifier(OLD + ", " + NEW);
        assertThat(verify(both, byOld)).isNotNull();
        assertThat(verify(both, signed())).isNotNull();
        Map<String, String> byFirst = signer(NEW + "," + OLD).sign("GET", "/app/chat", "id=ada", DATA);
        assertForged(verifier(OLD), byFirst, "no secret has signed it");
        assertThat(verify(verifier, byFirst)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1...",
                "TOKEN ",
                " TOKEN",
                "TOKEN=",
                "TOKEN, TOKEN",
                "TOKEN\n",
                "2TOKEN",
                "-TOKEN",
                "TOKEN.x",
                "1.-1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1.9999999999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1.1.AAAAAAAAAAAAAAAAAAAAA=.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1.1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "1.1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "1.\u0661.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aTokenOfAnotherFormIsNone(String form) {
        String token = signer.sign("GET", "/app/chat", "id=ada", null).get(Token.HEADER);
        assertForged(Map.of(Token.HEADER, form.replace("TOKEN", token)), "malformed");
    }

    @Test
    void hugeHeadersAreRefused() {
        assertForged(Map.of(Token.HEADER, "1." + "0".repeat(1_000_000)), "malformed");
        Map<String, String> huge = signer.sign("GET", "/app/chat", "id=ada", "\"" + "x".repeat(20_000) + "\"");
        assertForged(huge, "too large");
    }

    @Test
    void randomHeadersAreRefused() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(100), 0, 128).forEach(c -> text.append((char) c));
            assertForged(Map.of(Token.HEADER, text.toString()), "malformed");
        }
    }

    @Test
    void aHeaderThatStandsThereTwiceIsRefused() {
        Map<String, String> headers = signed();
        for (String twice : List.of(Token.HEADER, Call.AUTH_DATA)) {
            assertThatThrownBy(() -> verifier.verify(
                            "GET",
                            "/app/chat",
                            "id=ada",
                            name -> name.equals(twice)
                                    ? List.of(headers.get(name), headers.get(name))
                                    : List.of(headers.get(name))))
                    .isInstanceOf(ForgedException.class)
                    .hasMessageContaining("twice");
        }
    }

    @Test
    void authDataAloneAreRefused() {
        assertForged(Map.of(Call.AUTH_DATA, base64(DATA)), "missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "gA", "e30=="})
    void authDataThatAreNotBase64OfUtf8AreRefused(String data) {
        Call call = new Call("GET", "/app/chat", "id=ada", data);
        String nonce = "A".repeat(22);
        byte[] mac = Secrets.parse(NEW).sign(call, now, nonce);
        assertForged(
                Map.of(Token.HEADER, new Token(now, nonce, mac).toString(), Call.AUTH_DATA, data), "not the base64url");
    }

    @Test
    void noTwoNoncesAreTheSame() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(tokens.add(signed().get(Token.HEADER).split("\\.")[2])).isTrue();
        }
    }

    @Test
    void secretsThatAreTooShortAreRefusedWithoutSayingThem() {
        assertThatThrownBy(() -> Secrets.parse(OLD + ", short secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("secret 2 has 12 bytes")
                .hasMessageNotContaining("short");
        assertThat(Secrets.parse("x".repeat(32)).toString()).doesNotContain("xxx");
    }

    /** Anybody can write a signer by this. */
    @Test
    void theSignatureIsWhatIsDocumented() {
        byte[] mac = Secrets.parse("0123456789abcdef0123456789abcdef")
                .sign(new Call("GET", "/app/chat", null, "e30"), 1_700_000_000_000L, "AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(mac))
                .isEqualTo("p-YbIAiQ6qXlQfkVdehGBZSq-fSIsvrGpR1lcKH2_uE");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
