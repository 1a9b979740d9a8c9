package io.ghostworks.migrations;

import io.ghostworks.migrations.flyway.MigrationPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a migration outside of a transaction leaves behind when it fails: an invalid index, and a row in the history. */
final class HalfDone {
    /** Not those that are being built right now. A rebuilt one is called like the old one, with an ending. */
    private static final String INVALID = "select format('%I.%I', n.nspname, c.relname),"
            + " regexp_replace(c.relname, '_cc(new|old)\\d*$', '')"
            + " from pg_catalog.pg_index i"
            + " join pg_catalog.pg_class c on c.oid = i.indexrelid"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where not i.indisvalid and n.nspname = ? and c.relkind = 'i' and not exists ("
            + "   select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid)"
            + " order by 1";

    private final MigrationPlace place;

    HalfDone(MigrationPlace place) {
        this.place = place;
    }

    /** The invalid indexes that a file names, as SQL. */
    List<String> invalidIndexes(String script) throws SQLException {
        try (Connection connection = place.url().dataSource().getConnection()) {
            return invalidIndexes(connection, script);
        }
    }

    private List<String> invalidIndexes(Connection connection, String script) throws SQLException {
        Optional<String> text = place.source().find(script);
        List<String> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(INVALID)) {
            query.setString(1, place.schema());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(2);
                    if (text.filter(sql -> names(sql, name)).isPresent()) {
                        found.add(row.getString(1));
                    }
                }
            }
        }
        return found;
    }

    private static boolean names(String sql, String name) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                .matcher(sql)
                .find();
    }

    /** Removes both, so that the migration can be tried again. */
    void cleanUp(Connection connection, List<MigrationStatus.Migration> failed, Consumer<String> progress)
            throws SQLException {
        for (MigrationStatus.Migration migration : failed) {
            try (Statement statement = connection.createStatement()) {
                for (String index : invalidIndexes(connection, migration.script())) {
                    progress.accept("removing the invalid index " + index + " that " + migration.script() + " left");
                    statement.execute("drop index concurrently if exists " + index);
                }
            }
            try (PreparedStatement delete = connection.prepareStatement(
                    "delete from " + place.history() + " where script = ? and not success")) {
                delete.setString(1, migration.script());
                delete.executeUpdate();
            }
            progress.accept(migration.script() + " failed half-way before; trying it again");
        }
    }
}
