package org.rivulet.internal.handshake;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a request.
 *
 * @param address its address, if known
 * @param port its port, or 0
 * @param asked what it sent its request to
 */
public record Peer(@Nullable InetAddress address, int port, Origin asked) {

    Peer withAsked(Origin better) {
        return new Peer(address, port, better);
    }

    /** Reads an address as proxies write it, with or without a port; what hides or is no address is not known (RFC 7239, 6). */
    static Peer at(String node, Origin asked) {
        int colon = node.lastIndexOf(':');
        boolean hasPort = colon > 0 && (node.charAt(colon - 1) == ']' || node.indexOf(':') == colon);
        String host = hasPort ? node.substring(0, colon) : node;
        String port = hasPort ? node.substring(colon + 1) : "";
        boolean known = port.length() <= 5 && !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
        return new Peer(Addresses.parse(host), known ? Integer.parseInt(port) & 0xffff : 0, asked);
    }
}
