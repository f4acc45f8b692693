package org.rivulet.internal.handshake;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;

/**
 * The proxies that are believed when they say who their client is and what it asked for. Whoever else says so is not. Immutable.
 */
public final class Proxies {

    private final List<Network> trusted;

    private Proxies(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * Those of a list with commas: addresses, and networks like {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException with words for who configures it
     */
    public static Proxies parse(String list) {
        List<Network> networks = new ArrayList<>();
        for (String entry : list.split(",")) {
            if (!entry.isBlank()) networks.add(Network.parse(entry.strip()));
        }
        return new Proxies(networks);
    }

    private record Network(byte[] address, int bits) {

        static Network parse(String entry) {
            String[] parts = entry.split("/", 2);
            InetAddress address = Addresses.parse(parts[0]);
            if (address != null) {
                int all = address.getAddress().length * 8;
                if (parts.length == 1) return new Network(address.getAddress(), all);
                if (parts[1].matches("[0-9]{1,3}") && Integer.parseInt(parts[1]) <= all) {
                    return new Network(address.getAddress(), Integer.parseInt(parts[1]));
                }
            }
            throw new IllegalArgumentException(
                    entry + " (expected: an IP address, or a network like 10.0.0.0/8 or fd00::/8)");
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) return false;
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) return false;
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ other[whole]) & 0xff) >> (8 - rest) == 0;
        }
    }

    private boolean isTrusted(@Nullable InetAddress address) {
        return address != null && trusted.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    /**
     * The client behind the peer, if that is a proxy that is trusted, and so on: the first that is not.
     *
     * @param header the values of a header of the request itself, by its name
     * @throws StreamException {@link ErrorCode#INVALID_ARGUMENT} if the proxies' headers cannot be read, or contradict each other
     */
    public Peer clientOf(Peer peer, Function<String, List<String>> header) {
        if (!isTrusted(peer.address())) return peer;
        List<String> standard = header.apply("Forwarded");
        Forwarded customary = Forwarded.customary(
                values(header, "X-Forwarded-For"),
                values(header, "X-Forwarded-Proto"),
                values(header, "X-Forwarded-Host"),
                values(header, "X-Forwarded-Port"));
        boolean isCustomary = customary.hops().stream().anyMatch(hop -> !hop.isEmpty());
        if (!isCustomary) return follow(Forwarded.standard(standard), peer);
        Peer client = follow(customary, peer);
        if (standard.isEmpty()) return client;
        // a proxy that writes one of them passes the other on as its client wrote it
        if (!Objects.equals(
                client.address(), follow(Forwarded.standard(standard), peer).address())) {
            throw new StreamException(
                    ErrorCode.INVALID_ARGUMENT, "the headers Forwarded and X-Forwarded-* contradict each other");
        }
        return client;
    }

    private static List<String> values(Function<String, List<String>> header, String name) {
        return header.apply(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Peer follow(Forwarded forwarded, Peer peer) {
        Peer client = peer;
        for (int i = forwarded.hops().size() - 1; i >= 0 && isTrusted(client.address()); i--) {
            Map<String, String> hop = forwarded.hops().get(i);
            String address = hop.get("for");
            Origin asked = asked(hop, client.asked());
            if (address == null) return client.withAsked(asked);
            client = Peer.at(address, asked);
        }
        return client;
    }

    private static Origin asked(Map<String, String> hop, Origin known) {
        String scheme =
                Optional.ofNullable(hop.get("proto")).orElse(known.scheme()).toLowerCase(Locale.ROOT);
        String host = hop.getOrDefault("host", known.authority());
        Origin origin = Origin.parse(scheme + "://" + host)
                .orElseThrow(() ->
                        new StreamException(ErrorCode.INVALID_ARGUMENT, "a proxy names no host that there could be"));
        String port = hop.get("port");
        if (port != null && port.matches("[1-9][0-9]{0,4}"))
            return Origin.of(scheme, origin.host(), Integer.parseInt(port));
        return origin;
    }
}
