package io.ghostworks.benchmarks.http;

import io.ghostworks.Artifacts;
import io.ghostworks.TimeAndIds;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.tenancy.Scope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Record;

/**
 * What one request sends to the database, in its order: the statements that PostgreSQL says a connection has prepared once
 * the use case was called some times. So the baseline can't drift from the code.
 *
 * @param statements with {@code $1} and so on for parameters, their types beside them
 */
record ServerStatements(List<Prepared> statements) {

    /** pgjdbc prepares on the fifth call. */
    private static final int CALLS = 8;

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /** One of them. */
    record Prepared(String text, List<String> types) {}

    static ServerStatements of(DatabaseSettings settings, SealKey key, Scope scope, Consumer<Artifacts> request) {
        try (Database library = Database.open(settings.withPool(1, 0, Duration.ofSeconds(30)), key)) {
            Artifacts artifacts =
                    new Artifacts(library.tenancy(), new TimeAndIds(Clock.systemUTC(), new SecureRandom()));
            for (int call = 0; call < CALLS; call++) {
                request.accept(artifacts);
            }
            return new ServerStatements(library.tables()
                    .read(
                            scope,
                            dsl -> dsl.fetch(
                                            "select statement, parameter_types::text[] from pg_prepared_statements"
                                                    + " where upper(statement) not in ('BEGIN', 'COMMIT') order by substr(name, 3)::integer")
                                    .map(ServerStatements::prepared)));
        }
    }

    private static Prepared prepared(Record row) {
        return new Prepared(row.get(0, String.class), List.of(row.get(1, String[].class)));
    }

    /**
     * As a script for pgbench, in as many round trips as the server makes: a read is one, of a write the first statements
     * are one with BEGIN, the others one each.
     *
     * @param values for all parameters one after the other: a variable of pgbench, or any expression
     */
    String script(String variables, List<String> values) {
        List<String> bound = bound(values);
        int insert = bound.size() - 1;
        StringBuilder script = new StringBuilder(variables).append("\\startpipeline\n");
        if (!isWrite()) {
            bound.forEach(text -> script.append(text).append(";\n"));
            return script.append("\\endpipeline\n").toString();
        }
        script.append("begin;\n");
        bound.subList(0, insert).forEach(text -> script.append(text).append(";\n"));
        return script.append("\\endpipeline\n")
                .append(bound.get(insert))
                .append(";\ncommit;\n")
                .toString();
    }

    private boolean isWrite() {
        return statements.getLast().text().startsWith("insert");
    }

    private List<String> bound(List<String> values) {
        List<String> texts = new ArrayList<>();
        int next = 0;
        for (Prepared statement : statements) {
            int first = next;
            next += statement.types().size();
            if (next > values.size()) {
                throw new IllegalStateException("no value for a parameter of " + statement);
            }
            texts.add(PARAMETER
                    .matcher(statement.text())
                    .replaceAll(found -> value(statement, values.subList(first, values.size()), found)));
        }
        if (next != values.size()) {
            throw new IllegalStateException(values.size() + " values for " + next + " parameters of " + statements);
        }
        return texts;
    }

    private static String value(Prepared statement, List<String> values, MatchResult found) {
        int number = Integer.parseInt(found.group(1)) - 1;
        return Matcher.quoteReplacement(
                "cast(" + values.get(number) + " as " + statement.types().get(number) + ")");
    }
}
