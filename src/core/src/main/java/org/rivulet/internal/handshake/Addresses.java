package org.rivulet.internal.handshake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. A name, which may be anybody's making, is never looked up. */
public final class Addresses {

    /** No number above 255: Java 17 looks up what it cannot read. */
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";

    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*(%.*)?");

    private Addresses() {}

    /** An IPv4 address, or an IPv6 one with or without brackets or a zone; null if it is none. */
    public static @Nullable InetAddress parse(@Nullable String text) {
        if (text == null) return null;
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!isLiteral(bare)) return null;
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    static boolean isLiteral(String text) {
        return V4.matcher(text).matches() || V6.matcher(text).matches();
    }
}
