package io.ghostworks.authoring;

import io.ghostworks.authoring.SchemaScripts.Side;
import io.ghostworks.migrations.MigrationStatus;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.snapshot.SchemaDifference;
import io.ghostworks.migrations.snapshot.SchemaSnapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a live database has, or lacks, that its migrations do not tell: somebody altered it by hand. Only reads it. */
public final class Drift {
    private static final String ROLES = "select distinct r.rolname from pg_catalog.pg_shdepend d"
            + " join pg_catalog.pg_roles r on r.oid = d.refobjid"
            + " where d.refclassid = 'pg_catalog.pg_authid'::regclass and d.dbid ="
            + " (select oid from pg_catalog.pg_database where datname = current_database()) and r.rolname !~ '^pg_'";

    private final Scratch scratch;

    public Drift(Scratch scratch) {
        this.scratch = scratch;
    }

    /**
     * Compares a database with the migrations that it has applied.
     *
     * @throws DatabaseProblem when the database can't be reached, or is ahead of the files
     */
    public Report compare(DatabaseUrl live) {
        String schema = scratch.project().schema();
        MigrationStatus status = scratch.project().migrator(live).status();
        List<MigrationStatus.Migration> unknown = status.in(MigrationStatus.State.AHEAD, MigrationStatus.State.MISSING);
        if (!unknown.isEmpty()) {
            throw new DatabaseProblem("cannot compare " + live + ": " + String.join("; ", status.remarks()));
        }
        DatabaseUrl migrated = status.version().isPresent() ? scratch.migrated(status.version()) : scratch.empty();
        SchemaSnapshot found = SchemaSnapshot.read(live, schema);
        List<SchemaDifference> differences =
                SchemaSnapshot.read(migrated, schema).differences(found);
        List<Surroundings.Excess> beyond = Surroundings.beyond(migrated, live, schema, rolesOf(migrated));
        if (differences.isEmpty() && beyond.isEmpty()) {
            return new Report(status.version(), List.of(), Optional.empty());
        }
        List<String> repairs = new ArrayList<>();
        if (!differences.isEmpty()) {
            repairs.addAll(repair(live, migrated));
        }
        if (!beyond.isEmpty()) {
            repairs.add("-- These belong to the database or the server, and were not tried on a copy.");
            beyond.forEach(one -> repairs.add(one.fix() + ";"));
        }
        return new Report(
                status.version(),
                Stream.concat(differences.stream(), beyond.stream().map(Surroundings.Excess::difference))
                        .toList(),
                repairs.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", repairs)));
    }

    /** A copy of the live schema is made on the scratch server first, so that the repair can be tried there. */
    private List<String> repair(DatabaseUrl live, DatabaseUrl migrated) {
        String migrator = borrowRoles(live);
        DatabaseUrl copy = scratch.copyOf(migrated);
        SchemaKeeper keeper = new SchemaKeeper(scratch.project().schema());
        String script = keeper.script(keeper.read(migrated), keeper.read(live));
        String role = Pattern.quote(migrator);
        String here = Pattern.compile("(?<=(?:OWNER TO|FROM|TO) )\"?" + role + "\"?(?= |;|$)", Pattern.MULTILINE)
                .matcher(script)
                .replaceAll(scratch.role());
        try (Connection connection = copy.dataSource().getConnection()) {
            scratch.enter(connection);
            Scratch.run(connection, "drift", here);
            Side now = Side.of(copy, scratch);
            for (String sql : new Supplement(
                            Scratch.quoted(scratch.project().schema()),
                            SchemaSnapshot.read(live, scratch.project().schema())
                                    .differences(now.snapshot()))
                    .statements()) {
                scratch.execute(copy, sql);
            }
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot copy the schema of " + live, e);
        }
        List<String> repairs = new ArrayList<>();
        new SchemaDiff(scratch)
                .between(copy, migrated)
                .map(SchemaDiff.Scripts::up)
                .map(String::strip)
                .ifPresent(repairs::add);
        repairs.addAll(beyondACopy(live, copy, migrated));
        return repairs;
    }

    /** What the copy does not share with the live schema: no script that was tried there speaks of it. */
    private List<String> beyondACopy(DatabaseUrl live, DatabaseUrl copy, DatabaseUrl migrated) {
        String schema = scratch.project().schema();
        SchemaSnapshot wanted = SchemaSnapshot.read(migrated, schema);
        List<String> repairs = new ArrayList<>();
        for (SchemaDifference left : SchemaSnapshot.read(live, schema).differences(SchemaSnapshot.read(copy, schema))) {
            if (wanted.definitions().containsKey(left.part())) {
                repairs.add(byHand(left)); // any other goes with what it is of
            }
        }
        return repairs;
    }

    private static String byHand(SchemaDifference left) {
        String live = String.valueOf(left.expected());
        String name = left.part().name();
        if (left.part().kind().equals("index") && live.contains(" (invalid)")) {
            return "-- Not tried on a copy. Nobody writes to its table meanwhile; REINDEX INDEX CONCURRENTLY, outside of a"
                    + " transaction, lets them.\nREINDEX INDEX " + name + ";";
        }
        if (left.part().kind().equals("table constraint") && live.equals(left.found() + " NOT VALID")) {
            int on = name.indexOf(" on ");
            return "-- Not tried on a copy. Refuses while a row is in the way.\nALTER TABLE " + name.substring(on + 4)
                    + " VALIDATE CONSTRAINT " + name.substring(0, on) + ";";
        }
        return "-- Left to do by hand: " + left.part() + ".";
    }

    /** Those that objects of the database name. */
    private List<String> rolesOf(DatabaseUrl url) {
        List<String> roles = new ArrayList<>();
        try (Connection connection = url.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ROLES)) {
            while (row.next()) {
                if (!row.getString(1).startsWith(scratch.role())) {
                    roles.add(row.getString(1));
                }
            }
            return roles;
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot read the roles of " + url, e);
        }
    }

    /** Answers who migrated. */
    private String borrowRoles(DatabaseUrl live) {
        try (Connection connection = live.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(ROLES)) {
                while (row.next()) {
                    scratch.borrowRole(row.getString(1));
                }
            }
            String history = "select pg_get_userbyid(relowner) from pg_class where oid = to_regclass('"
                    + Scratch.quoted(scratch.project().schema()).replace("'", "''") + ".flyway_schema_history')";
            try (ResultSet row = statement.executeQuery(history)) {
                return row.next() ? row.getString(1) : String.valueOf(live.user());
            }
        } catch (SQLException e) {
            throw DatabaseProblem.of("cannot read the roles of " + live, e);
        }
    }

    /**
     * What was found.
     *
     * @param version the newest applied migration
     * @param differences what differs: expected is what the migrations make; empty when nothing does
     * @param repair the SQL that makes the database again what its migrations say; what belongs to the schema was tried on
     *     a copy
     */
    public record Report(Optional<String> version, List<SchemaDifference> differences, Optional<String> repair) {
        public Report {
            differences = List.copyOf(differences);
        }
    }
}
