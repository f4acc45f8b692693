package org.rivulet.internal.identity;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@value #HEADER}: {@code 1.<milliseconds since 1970>.<nonce>.<MAC>}, the last two in base64url without padding.
 *
 * @param timestamp when it was made
 * @param nonce the text of 16 random bytes
 * @param mac the signature, 32 bytes; owned by this
 */
record Token(long timestamp, String nonce, byte[] mac) {

    static final String HEADER = "Rivulet-Identity";

    /** Stands in what is signed, too, so that no version is taken for another. */
    static final String VERSION = "1";

    private static final Pattern FORM =
            Pattern.compile(VERSION + "\\.([0-9]{1,15})\\.([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

    /** Reads a header; nothing if it has any other form. */
    static Optional<Token> parse(String header) {
        Matcher parts = FORM.matcher(header);
        if (!parts.matches()) return Optional.empty();
        byte[] mac = Base64.getUrlDecoder().decode(parts.group(3));
        return Optional.of(new Token(Long.parseLong(parts.group(1)), parts.group(2), mac));
    }

    @Override
    public String toString() {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        return VERSION + "." + timestamp + "." + nonce + "." + encoded;
    }
}
