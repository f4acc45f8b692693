package org.rivulet.internal.handshake;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.fuzz.Property;

/** What is not a trusted proxy is not listened to; of one that is, anything is read or refused, and nothing is looked up. */
public final class ProxyProperty implements Property {

    private static final Origin INSIDE = Origin.of("http", "inside", 80);
    private static final Proxies TRUSTED = Proxies.parse("10.0.0.0/8");
    private static final List<String> HEADERS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");

    @Override
    public List<String> seeds() {
        return List.of(
                "Forwarded: for=1.2.3.4;host=a.org;proto=https, for=10.1.1.1",
                "Forwarded: For=\"[2001:db8::1]:4711\";by=_x",
                "Forwarded: for=\"" + "\\a".repeat(1_900),
                "Forwarded: for=\"" + "a".repeat(3_900),
                "X-Forwarded-For: 6.6.6.6, 1.2.3.4\nX-Forwarded-Proto: https\nX-Forwarded-Host: a.org:1\nX-Forwarded-Port: 2",
                "X-Forwarded-For: 999.1.1.1",
                "X-Forwarded-For: ::1%eth0, fe80::1%1, [::ffff:1.2.3.4]:99999",
                "X-Forwarded-Host: evil.org/\nX-Forwarded-Port: 70000");
    }

    @Override
    public void check(String input) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : input.split("[\r\n]")) {
            String[] parts = line.split(":", 2);
            String name = parts.length == 2 ? parts[0] : HEADERS.get(line.length() % HEADERS.size());
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .add(parts[parts.length - 1].strip());
        }
        Function<String, List<String>> header = name -> headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        Peer stranger = Peer.at("11.0.0.1:1", INSIDE);
        Property.require(TRUSTED.clientOf(stranger, header) == stranger, "a stranger is believed");
        try {
            requireNamed(TRUSTED.clientOf(Peer.at("10.0.0.1:1", INSIDE), header), headers);
        } catch (StreamException refused) {
            Property.require(refused.code() == ErrorCode.INVALID_ARGUMENT, "another code: " + refused.code());
        }
    }

    /** An address of version 4 stands in the headers as it is, or is the proxy's. */
    private static void requireNamed(Peer client, Map<String, List<String>> headers) {
        if (!(client.address() instanceof Inet4Address address)) return;
        String text = address.getHostAddress();
        boolean written = headers.values().stream()
                .flatMap(List::stream)
                .flatMap(line -> Stream.of(line.replace("\\", "").split("[^0-9.]+")))
                .anyMatch(one -> one.replaceAll("\\b0+(?=\\d)", "").endsWith(text));
        boolean mapped = headers.values().stream().flatMap(List::stream).anyMatch(line -> line.contains("::"));
        Property.require(written || mapped || text.equals("10.0.0.1"), "nobody named " + text);
    }
}
