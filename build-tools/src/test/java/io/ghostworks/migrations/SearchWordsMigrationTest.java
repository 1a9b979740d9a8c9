package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The migration that gives full-text search words of its own writes a table anew that is full. */
@ExtendWith(DatabaseExtension.class)
class SearchWordsMigrationTest {
    private static final String BEFORE = "2026.11.22.1539";

    @Test
    void keepsEveryRowOnTheWayDownAndUp(TestDatabase database) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "set session_replication_role = replica;"
                        + "insert into ghostworks.tenants (name, slug) values ('t', 't');"
                        + "insert into ghostworks.artifacts (tenant_id, name, description, tags, metadata, is_active)"
                        + " select t.id, 'résumé-' || n, 'http://example.com/' || n, array['东京', 'b' || n],"
                        + " jsonb_build_object('n', n), n % 3 > 0 from ghostworks.tenants t, generate_series(1, 200) n;"
                        + "update ghostworks.artifacts set name = name || '!' where metadata @> '{\"n\": 7}'");
        String rows = rows(database);

        BeforeTheSeal.go(new Migrator(database.admin()), BEFORE);
        assertThat(rows(database)).isEqualTo(rows);
        assertThat(found(database, "example")).isEqualTo("0");

        new Migrator(database.admin()).upgrade();
        assertThat(rows(database)).isEqualTo(rows);
        assertThat(found(database, "resume")).isEqualTo("200");
        assertThat(found(database, "example")).isEqualTo("200");
        assertThat(found(database, "京")).isEqualTo("200");
        assertThat(found(database, "42")).isEqualTo("1");
    }

    private static String rows(TestDatabase database) throws SQLException {
        return Sql.text(
                database.adminDataSource(),
                "select count(*) || md5(string_agg(concat_ws('|', tenant_id, id, name, description, tags, metadata,"
                        + " is_active, version, created_at, updated_at), '' order by id)) from ghostworks.artifacts");
    }

    private static String found(TestDatabase database, String word) throws SQLException {
        return Sql.text(
                database.adminDataSource(),
                "select count(*) from ghostworks.artifacts where search_document @@ '" + word + "'::tsquery");
    }
}
