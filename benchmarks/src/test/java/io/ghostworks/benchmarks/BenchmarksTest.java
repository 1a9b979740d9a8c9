package io.ghostworks.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the benchmarks alive; says nothing about speed. */
class BenchmarksTest {

    @Test
    void measuresEveryFilter(@TempDir Path directory) throws IOException {
        Path json = directory.resolve("search.json");

        int exit = Main.run("search", "--rows", "2000", "--warm-up", "0.1", "--rounds", "1", "--json", json.toString());

        assertThat(exit).isZero();
        assertThat(Files.readString(json))
                .contains(
                        "\"rows\":2000", "q, rare", "similar, medium", "metadata, rare: count", "99 % depth", "stats");
    }

    @Test
    void measuresTheLibrary(@TempDir Path directory) throws IOException {
        Path json = directory.resolve("library.json");

        int exit = Main.run(
                "library",
                "--rows",
                "2000",
                "--warm-up",
                "0",
                "--seconds",
                "0.02",
                "--only",
                "find, threads: 10",
                "--json",
                json.toString());

        assertThat(exit).isZero();
        assertThat(Files.readString(json))
                .contains("find, threads: 1", "find, threads: 10")
                .doesNotContain("write");
    }

    @Test
    void measuresImportAndExport(@TempDir Path directory) throws IOException {
        Path json = directory.resolve("bulk.json");

        int exit = Main.run("bulk", "--rows", "1000", "--rounds", "1", "--json", json.toString());

        assertThat(exit).isZero();
        assertThat(Files.readString(json)).contains("import, library", "import, HTTP, atomic", "HTTP export");
    }

    @Test
    void measuresTheServer(@TempDir Path directory) throws IOException {
        Path json = directory.resolve("http.json");

        int exit = Main.run(
                "http",
                "--rows",
                "2000",
                "--seconds",
                "0.3",
                "--warm-up",
                "0",
                "--rounds",
                "1",
                "--pgbench",
                "none",
                "--json",
                json.toString());

        assertThat(exit).isZero();
        assertThat(Files.readString(json))
                .contains("\"get\"", "\"list\"", "\"search\"", "\"post\"", "\"pgbench a second\":null", "p99 ms")
                .doesNotContainPattern("\"errors\":[1-9]");
    }

    @Test
    void refusesTooFewRows() {
        assertThat(Main.run("bulk", "--rows", "10")).isEqualTo(2);
        assertThat(Main.run("search", "--rows", "10")).isEqualTo(2);
    }
}
