package org.rivulet.embedded;

import io.undertow.servlet.api.MimeMapping;
import java.util.List;
import java.util.Map;

/** The types of static files for which Undertow has none, an old one, or none with the encoding that WARs are written in. */
final class MimeTypes {

    static final List<MimeMapping> UTF_8 = Map.ofEntries(
                    Map.entry("html", "text/html;charset=utf-8"),
                    Map.entry("htm", "text/html;charset=utf-8"),
                    Map.entry("css", "text/css;charset=utf-8"),
                    Map.entry("js", "text/javascript;charset=utf-8"),
                    Map.entry("mjs", "text/javascript;charset=utf-8"),
                    Map.entry("ts", "text/plain;charset=utf-8"),
                    Map.entry("txt", "text/plain;charset=utf-8"),
                    Map.entry("md", "text/markdown;charset=utf-8"),
                    Map.entry("svg", "image/svg+xml;charset=utf-8"),
                    Map.entry("xml", "application/xml;charset=utf-8"),
                    Map.entry("json", "application/json;charset=utf-8"),
                    Map.entry("map", "application/json;charset=utf-8"),
                    Map.entry("webmanifest", "application/manifest+json;charset=utf-8"),
                    Map.entry("wasm", "application/wasm"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("avif", "image/avif"),
                    Map.entry("woff", "font/woff"),
                    Map.entry("woff2", "font/woff2"))
            .entrySet()
            .stream()
            .map(type -> new MimeMapping(type.getKey(), type.getValue()))
            .toList();

    private MimeTypes() {}
}
