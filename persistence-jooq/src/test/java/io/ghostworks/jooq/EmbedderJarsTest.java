package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a service gets by one dependency, as Maven resolves it; the build writes it down. */
class EmbedderJarsTest {

    private static final long MEBIBYTE = 1024 * 1024;

    @Test
    void areTwelveAtMostAndTenMebibytes() throws IOException {
        String classPath =
                Files.readString(Path.of(System.getProperty("basedir", "."), "target", "embedder.classpath"));
        List<Path> others = Stream.of(classPath.strip().split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
        // And this one. Modules of this build are folders here or jars, by how far the build goes.
        assertThat(others).hasSizeLessThanOrEqualTo(11);
        long bytes = size(Path.of(System.getProperty("basedir", "."), "target", "classes"));
        for (Path other : others) {
            bytes += size(other);
        }
        assertThat(bytes).isLessThanOrEqualTo(10 * MEBIBYTE);
    }

    private static long size(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            // Classes are half of their size in a jar, and a bit more.
            long bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return Files.isDirectory(path) ? bytes / 2 : bytes;
        }
    }
}
