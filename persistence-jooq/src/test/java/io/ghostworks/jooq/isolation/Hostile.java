package io.ghostworks.jooq.isolation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * An attack from inside tenant A: statements that run one after the other, until one fails. Its text is a line of a file in
 * {@code hostile/}, with {@code ;;} between the statements.
 *
 * @param theme the file
 * @param needs what has to be taken out for the attack to get through, so that none is harmless by accident
 */
record Hostile(String theme, Needs needs, List<String> statements) {

    /** The one that is no statement: here B's next request runs on the connection. */
    static final String REQUEST = ":request";

    enum Needs {
        /** Nothing but that the context is authentic. */
        UNSEALED,
        /** Every protection: the attacker is a superuser then. */
        BARE
    }

    private static final List<String> FILES = List.of(
            "rows",
            "settings",
            "roles",
            "functions",
            "cursors",
            "prepared",
            "savepoints",
            "temporary",
            "catalogs",
            "largeobjects",
            "copy",
            "explain",
            "errors",
            "locks",
            "text",
            "writes",
            "poison");

    Hostile {
        statements = List.copyOf(statements);
    }

    static List<String> themes() {
        List<String> themes = new ArrayList<>(FILES);
        themes.add(HostileGenerator.THEME);
        return themes;
    }

    static List<Hostile> of(String theme) {
        return theme.equals(HostileGenerator.THEME) ? HostileGenerator.generated() : written(theme);
    }

    private static List<Hostile> written(String theme) {
        InputStream file =
                Objects.requireNonNull(Hostile.class.getResourceAsStream("hostile/" + theme + ".txt"), theme);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> parse(theme, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Hostile parse(String theme, String line) {
        String[] words = line.split(" ", 2);
        Needs needs = Needs.valueOf(words[0].toUpperCase(Locale.ROOT));
        return new Hostile(theme, needs, List.of(words[1].split(" ;; ", -1)));
    }

    @Override
    public String toString() {
        return theme + ": " + String.join(" ;; ", statements);
    }
}
