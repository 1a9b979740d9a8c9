package io.ghostworks.migrations.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** All rules, and the words they share. {@code rules.txt} names them, since a jar does not list its folders. */
final class Catalogue {
    /** In the order of the documentation. */
    static final List<Rule> RULES = read("rules.txt")
            .lines()
            .map(id -> Rule.parse(id, read("rules/" + id + ".sql")))
            .toList();

    /** What goes before the query of a rule; takes nine parameters. */
    static final String WORDS = read("words.sql");

    /** Finds a table that is named without quotes. */
    static final String SEAL_KEYS = "select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind in ('r', 'p') and n.nspname || '.' || c.relname = ?";

    /** The columns of tables, those of most tables first. */
    static final String COLUMNS = "select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
            + " join pg_namespace n on n.oid = c.relnamespace, (values (?::text[])) given (schemas)"
            + " where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_'"
            + " and n.nspname <> 'information_schema' and (given.schemas = '{}' or n.nspname = any (given.schemas))"
            + " group by a.attname order by count(*) desc, a.attname";

    private Catalogue() {}

    static String read(String name) {
        try (InputStream file = Catalogue.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks the doctor's " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
