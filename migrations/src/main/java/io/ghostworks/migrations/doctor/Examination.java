package io.ghostworks.migrations.doctor;

import io.ghostworks.migrations.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One examination of one database, within its transaction. */
final class Examination {
    private static final int OLDEST = 130000;

    private final Connection connection;
    private final DoctorOptions options;
    private final int serverVersion;

    Examination(Connection connection, DoctorOptions options) throws SQLException {
        this(connection, options, version(connection));
    }

    /** For a server as if it had that version, as {@code server_version_num} counts. */
    Examination(Connection connection, DoctorOptions options, int serverVersion) {
        this.connection = connection;
        this.options = options;
        this.serverVersion = serverVersion;
    }

    List<Finding> findings() throws SQLException {
        if (serverVersion < OLDEST) {
            throw new DatabaseProblem(
                    "the server is PostgreSQL " + serverVersion / 10000 + "; the doctor needs 13 or later");
        }
        requireExisting("role", "on this server", "select rolname from pg_roles where rolname = ?", options.appRole());
        for (String schema : options.schemas()) {
            requireExisting("schema", "in this database", "select nspname from pg_namespace where nspname = ?", schema);
        }
        requireTenantColumn();
        if (options.seal().isPresent()) {
            SealOptions seal = options.seal().get();
            requireExisting("role", "on this server", "select rolname from pg_roles where rolname = ?", seal.role());
            requireExisting("table", "in this database", Catalogue.SEAL_KEYS, seal.keys());
        }
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : Catalogue.RULES) {
            if (rule.appliesTo(options, serverVersion)) {
                findings.addAll(apply(rule));
            }
        }
        return findings.stream().sorted().toList();
    }

    List<Finding> apply(Rule rule) throws SQLException {
        try (PreparedStatement query = prepare(rule.query());
                ResultSet rows = query.executeQuery()) {
            return read(rule, rows).stream().filter(this::unaccepted).toList();
        }
    }

    /** A query in the words of {@code words.sql}, with what they take. */
    PreparedStatement prepare(String text) throws SQLException {
        PreparedStatement query = connection.prepareStatement(Catalogue.WORDS + text);
        query.setString(1, options.tenantColumn());
        query.setString(2, options.appRole());
        query.setString(3, options.setting());
        query.setArray(4, connection.createArrayOf("text", options.schemas().toArray()));
        query.setInt(5, serverVersion);
        SealOptions seal = options.seal().orElse(SealOptions.GHOSTWORKS);
        query.setString(6, seal.role());
        query.setString(7, seal.parameter());
        query.setString(8, seal.keys());
        query.setString(9, options.pooler().orElse(""));
        return query;
    }

    private List<Finding> read(Rule rule, ResultSet rows) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        while (rows.next()) {
            findings.add(rule.finding(
                    options,
                    rows.getString("object"),
                    orEmpty(rows.getString("detail")),
                    orEmpty(rows.getString("fix"))));
        }
        return findings;
    }

    private boolean unaccepted(Finding finding) {
        return options.accepted().stream().noneMatch(accepted -> accepted.covers(finding));
    }

    private void requireExisting(String what, String where, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalArgumentException("there is no " + what + " " + name + " " + where);
                }
            }
        }
    }

    /** A mistyped name would leave nothing to judge. The usual name may be missing where the tables are still to be made. */
    private void requireTenantColumn() throws SQLException {
        String named = options.tenantColumn();
        if (named.equals(DoctorOptions.ghostworks().tenantColumn())) {
            return;
        }
        List<String> usual = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(Catalogue.COLUMNS)) {
            statement.setArray(
                    1, connection.createArrayOf("text", options.schemas().toArray()));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    if (found.getString(1).equals(named)) {
                        return;
                    }
                    usual.add(found.getString(1));
                }
            }
        }
        throw new IllegalArgumentException("no table has a column " + named
                + (usual.isEmpty()
                        ? ""
                        : "; most have: " + String.join(", ", usual.subList(0, Math.min(6, usual.size())))));
    }

    private static int version(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select current_setting('server_version_num')::integer");
                ResultSet found = statement.executeQuery()) {
            found.next();
            return found.getInt(1);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
