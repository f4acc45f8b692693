package org.rivulet.internal.handshake;

import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.identity.Secrets;
import org.rivulet.internal.identity.Verifier;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.Settings;

/**
 * Who is let in, whatever the endpoint.
 *
 * @param authenticator asks the application's auth handler, if it has one
 * @param origins the pages that may open streams
 * @param proxies those that are believed what they say of their clients
 * @param services tells requests of services from all others
 */
public record Entrance(@Nullable Authenticator authenticator, Origins origins, Proxies proxies, Verifier services) {

    private static final long MAX_SKEW_MILLIS = 3_600_000;

    /** What is configured, else the defaults; each value that is wrong is a mistake. */
    public static Entrance of(@Nullable Authenticator authenticator, Settings settings, Mistakes mistakes) {
        Secrets secrets = read("rivulet.internal-secrets", Secrets::parse, settings, mistakes);
        long skew = settings.number("rivulet.internal-clock-skew", 30_000, 1, MAX_SKEW_MILLIS, mistakes);
        return new Entrance(
                authenticator,
                read("rivulet.allowed-origins", Origins::parse, settings, mistakes),
                read("rivulet.trusted-proxies", Proxies::parse, settings, mistakes),
                new Verifier(secrets, skew, InstantSource.system()));
    }

    private static <T> T read(String key, Function<String, T> parse, Settings settings, Mistakes mistakes) {
        try {
            return parse.apply(settings.get(key).orElse(""));
        } catch (IllegalArgumentException e) {
            mistakes.add("the configuration", key + ": " + e.getMessage(), "Correct the configuration");
            return parse.apply("");
        }
    }
}
