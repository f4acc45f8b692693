package org.rivulet.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes WARs and jars of test classes. */
final class TestWar {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    TestWar file(String path, String content) {
        entries.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds classes to WEB-INF/classes. */
    TestWar classes(Class<?>... classes) {
        return addClasses("WEB-INF/classes/", classes);
    }

    /** Adds classes at the root, as a jar has them. */
    TestWar jarClasses(Class<?>... classes) {
        return addClasses("", classes);
    }

    TestWar lib(String name, TestWar jar) {
        entries.put("WEB-INF/lib/" + name, jar.bytes());
        return this;
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    Path explodeTo(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        return folder;
    }

    private TestWar addClasses(String prefix, Class<?>... classes) {
        for (Class<?> type : classes) {
            if (type.getNestHost() != type) {
                addClasses(prefix, type.getNestHost()); // Weld passes over a class whose outer class is missing
            }
            String path = type.getName().replace('.', '/') + ".class";
            try (InputStream bytes = type.getClassLoader().getResourceAsStream(path)) {
                entries.put(prefix + path, bytes.readAllBytes());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return this;
    }

    private byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
