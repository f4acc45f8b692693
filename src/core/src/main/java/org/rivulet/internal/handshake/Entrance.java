package org.rivulet.internal.handshake;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rivulet.internal.model.Mistakes;
import org.rivulet.internal.model.Settings;

/**
 * Who is let in, whatever the endpoint.
 *
 * @param authenticator asks the application's auth handler, if it has one
 * @param origins the pages that may open streams
 * @param proxies those that are believed what they say of their clients
 */
public record Entrance(@Nullable Authenticator authenticator, Origins origins, Proxies proxies) {

    /** What is configured, else the defaults; each value that is wrong is a mistake. */
    public static Entrance of(@Nullable Authenticator authenticator, Settings settings, Mistakes mistakes) {
        return new Entrance(
                authenticator,
                read("rivulet.allowed-origins", Origins::parse, settings, mistakes),
                read("rivulet.trusted-proxies", Proxies::parse, settings, mistakes));
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
