package io.ghostworks.jooq.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A protection taken out: a line of {@code mutations.txt}.
 *
 * @param isQuick whether every build runs it
 * @param protection what is taken out, in words
 * @param tests the classes of this module, below {@code io.ghostworks.jooq}, of which each must fail
 * @param sql what takes it out, as an administrator
 */
record Mutation(boolean isQuick, String protection, List<String> tests, String sql) {

    Mutation {
        tests = List.copyOf(tests);
    }

    static List<Mutation> all() {
        InputStream file = Objects.requireNonNull(Mutation.class.getResourceAsStream("mutations.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Mutation::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mutation parse(String line) {
        String[] cells = line.split(" \\| ", 4);
        return new Mutation(cells[0].equals("quick"), cells[1], List.of(cells[2].split(" ", -1)), cells[3]);
    }

    @Override
    public String toString() {
        return protection;
    }
}
