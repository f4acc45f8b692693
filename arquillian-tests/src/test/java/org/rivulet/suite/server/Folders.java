package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders at once. */
final class Folders {

    private Folders() {}

    /** Copies all files of a folder over another. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : tree(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) Files.createDirectories(target);
            else Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        for (Path file : tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }

    private static List<Path> tree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        }
    }
}
