package org.rivulet.internal.handshake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses as text. A name, which may be anybody's making, is never looked up. */
public final class Addresses {

    /** No number above 255: Java 17 looks up what it cannot read. */
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";

    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*(%.*)?");

    private Addresses() {}

    /**
     * A number for who has an address: an IPv4 address is one's own, and of an IPv6 one the first 64 bits are, since the rest is everybody's to choose (RFC
     * 4291, 2.5.4). What IPv4 addresses are mapped to, ::a.b.c.d/64, is nobody's prefix.
     */
    public static long network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == Integer.BYTES
                ? ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL
                : ByteBuffer.wrap(bytes).getLong();
    }

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
