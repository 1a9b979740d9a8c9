package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The migrations that give search keys of the tenant's own, on a table that is full: every step of them finds the same. */
@ExtendWith(DatabaseExtension.class)
class SearchKeysMigrationTest {
    private static final String[] STEPS = {"1500", "2210", "2220", "2230", "2240", "2250", "2260", "2270", "2280"};

    @Test
    void findsTheSameAfterEachStepDownAndUp(TestDatabase database) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "set session_replication_role = replica;"
                        + "insert into ghostworks.tenants (id, name, slug)"
                        + " values ('00000000-0000-7000-8000-000000000001', 't', 't');"
                        + "insert into ghostworks.artifacts (tenant_id, name, description, tags, metadata, is_active)"
                        + " select t.id, 'résumé-' || n, 'second draft of ' || n, array['a''b\\c', 'tag' || n % 7],"
                        + " jsonb_build_object('n', n % 9, 'deep', jsonb_build_object('list', jsonb_build_array(n % 5, 1.50))),"
                        + " n % 3 > 0 from ghostworks.tenants t, generate_series(1, 1500) n");
        String rows = rows(database);
        Migrator migrator = new Migrator(database.admin());
        // To before contexts were sealed: here the setting alone is one.
        BeforeTheSeal.go(migrator, "2026.11.25." + STEPS[STEPS.length - 1]);
        String found = found(database);
        assertThat(found).doesNotContain(" 0");

        for (int step = STEPS.length - 2; step >= 0; step--) {
            migrator.downgrade(DowngradeOptions.DEFAULT.to("2026.11.25." + STEPS[step]));
            assertThat(found(database)).as("down to " + STEPS[step]).isEqualTo(found);
        }
        for (int step = 1; step < STEPS.length; step++) {
            migrator.upgrade(UpgradeOptions.DEFAULT.to("2026.11.25." + STEPS[step]));
            assertThat(found(database)).as("up to " + STEPS[step]).isEqualTo(found);
        }
        migrator.upgrade();
        assertThat(rows(database)).isEqualTo(rows);
    }

    private static String rows(TestDatabase database) throws SQLException {
        return Sql.text(
                database.adminDataSource(),
                "select count(*) || md5(string_agg(concat_ws('|', tenant_id, id, name, description, tags, metadata,"
                        + " is_active, version, created_at, updated_at), '' order by id)) from ghostworks.artifacts");
    }

    private static String found(TestDatabase database) throws SQLException {
        String counts = Stream.of(
                        "'\"second draft\" -7', null, null, null, null, null",
                        "null, 'SUMÉ-12', null, null, null, null",
                        "null, null, 'résume 12', null, null, null",
                        "null, null, null, array['a''b\\c', 'tag3'], null, null",
                        "null, null, null, null, array['tag1', 'tag2'], null",
                        "null, null, null, null, null, '{\"n\": 4}'",
                        "null, null, null, null, null, '{\"deep\": {\"list\": [1.5, 3]}}'")
                .map(filters -> "ghostworks.count_artifacts(" + filters + ", null, null, null)")
                .collect(Collectors.joining(", "));
        return Sql.text(
                database.adminDataSource(),
                "with context as materialized (select set_config('app.current_tenant_id',"
                        + " '00000000-0000-7000-8000-000000000001', true))"
                        + " select concat_ws(' ', 'found', " + counts + ") from context");
    }
}
