package io.ghostworks.migrations.database;

import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What stands behind the {@code ?} of a {@link DatabaseUrl}, in pgjdbc's names. pgjdbc itself ignores what it does not know:
 * a misspelled {@code sslmode} would be no {@code sslmode}. Used once. A message repeats no unknown name: it may be the
 * rest of a password.
 */
final class DatabaseUrlOptions {
    private static final String ADDRESS = "jdbc:postgresql://localhost/any";

    /** The options of pgjdbc, each with the values that it may have: none for any. */
    static final Map<String, List<String>> PGJDBC = pgjdbc();

    /** Address and credentials have a place of their own. */
    private static final Set<String> ELSEWHERE = Set.of("PGHOST", "PGPORT", "PGDBNAME", "user", "password");

    /** How many letters a suggestion may differ in. */
    private static final int CLOSE = 3;

    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> own = new LinkedHashMap<>();
    private @Nullable String fallbackName;

    void add(String name, String value) {
        switch (name) {
            case "host", "port", "dbname", "user", "password" -> once(own, name, value);
            case "fallback_application_name" -> fallbackName = value;
            // asyncpg's name for libpq's option
            case "ssl" -> {
                boolean isSwitch = value.isEmpty() || value.equals("true") || value.equals("false");
                put(isSwitch ? "ssl" : "sslmode", value.isEmpty() ? "true" : value);
            }
            default ->
                LibpqOption.named(name)
                        .ifPresentOrElse(
                                known -> known.translate(value)
                                        .ifPresent(jdbc -> put(String.valueOf(known.jdbc()), jdbc)),
                                () -> put(name, value));
        }
    }

    /** A part of the address or credentials that was given as an option. */
    Optional<String> own(String name) {
        return Optional.ofNullable(own.get(name));
    }

    /** For pgjdbc: empty, or with the {@code ?} in front. */
    String query() {
        if (fallbackName != null) {
            options.putIfAbsent("ApplicationName", fallbackName);
        }
        return options.isEmpty()
                ? ""
                : options.entrySet().stream()
                        .map(option -> DatabaseUrlParser.encode(option.getKey()) + "="
                                + DatabaseUrlParser.encode(option.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private void put(String name, String value) {
        List<String> choices = ELSEWHERE.contains(name) ? null : PGJDBC.get(name);
        if (choices == null) {
            throw DatabaseUrlParser.malformed("has an option that neither libpq nor pgjdbc knows" + suggestion(name));
        }
        // requireAuth is a list of its choices.
        if (!choices.isEmpty()
                && !name.equals("requireAuth")
                && choices.stream().noneMatch(value::equalsIgnoreCase)) {
            throw DatabaseUrlParser.malformed("has a " + name + " that is none of " + String.join(", ", choices));
        }
        if (name.equals("connectTimeout") && !value.matches("\\d{1,6}")) {
            throw DatabaseUrlParser.malformed("has a connect_timeout that is no number of seconds");
        }
        if (name.equals("sslrootcert") && value.equals("system")) {
            throw DatabaseUrlParser.malformed(
                    "has sslrootcert=system, which pgjdbc cannot honour (name a file, or write"
                            + " sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory for those that Java trusts)");
        }
        once(options, name, value);
    }

    private static void once(Map<String, String> options, String name, String value) {
        if (options.putIfAbsent(name, value) != null) {
            throw DatabaseUrlParser.malformed("has the option " + name + " more than once");
        }
    }

    /** From the driver itself, found as JDBC finds it: its own class drags annotations in that are on no class path. */
    private static Map<String, List<String>> pgjdbc() {
        Map<String, List<String>> known = new TreeMap<>();
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, PGSimpleDataSource.class.getClassLoader())) {
                if (driver.acceptsURL(ADDRESS)) {
                    for (DriverPropertyInfo option : driver.getPropertyInfo(ADDRESS, new Properties())) {
                        known.put(option.name, option.choices == null ? List.of() : List.of(option.choices));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("pgjdbc does not tell its options", e);
        }
        return known;
    }

    private static String suggestion(String unknown) {
        return Stream.of(
                        Stream.of("host", "port", "dbname", "user", "password", "fallback_application_name"),
                        LibpqOption.ALL.stream()
                                .filter(option -> option.jdbc() != null)
                                .map(LibpqOption::name),
                        PGJDBC.keySet().stream().filter(name -> !ELSEWHERE.contains(name)))
                .flatMap(names -> names)
                .filter(name -> distance(unknown, name) <= Math.min(CLOSE, name.length() / 2))
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** Levenshtein's, without regard to case. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > CLOSE) {
            return Integer.MAX_VALUE;
        }
        int[] before = new int[other.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[before.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                row[j] = Math.min(before[j - 1] + (same ? 0 : 1), 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
