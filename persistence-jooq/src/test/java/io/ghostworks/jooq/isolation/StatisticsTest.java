package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Case 11: the planner's estimates come from all tenants' values, and EXPLAIN shows them to anyone. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatisticsTest {

    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

    private final Battlefield field;

    StatisticsTest(TestDatabase database) throws SQLException {
        field = new Battlefield(database);
        field.asAdmin("""
                insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata)
                  select :b, gen_random_uuid(), 'falcon', 'falcon', '{falcon}', '{"falcon": true}' from generate_series(1, 3000);
                insert into ghostworks.artifacts (tenant_id, id, name) select :a, gen_random_uuid(), 'own' || n
                  from generate_series(1, 3000) n;
                insert into ghostworks.users (email, first_name, last_name, password_hash)
                  select 'falcon' || n || '@x.org', 'falcon', 'falcon', 'h' from generate_series(1, 500) n;
                insert into ghostworks.idempotency_keys (tenant_id, user_id, key, fingerprint, artifact_id)
                  select :b, :user, 'falcon' || n, '', :row from generate_series(1, 500) n;
                """);
        field.asAdmin("analyze");
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    /** Twice the same question: about a value, or a border, that another tenant's rows have, and one that nobody has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    artifacts        | name = 'falcon'                | name = 'nobody'
                    artifacts        | name < 'falcon'                | name < 'falcoo'
                    artifacts        | description = 'falcon'         | description = 'nobody'
                    artifacts        | metadata = '{"falcon": true}'  | metadata = '{"nobody": true}'
                    artifacts        | metadata @> '{"falcon": true}' | metadata @> '{"nobody": true}'
                    artifacts        | tags @> '{falcon}'             | tags @> '{nobody}'
                    artifacts        | search_document @@ 'falcon'    | search_document @@ 'nobody'
                    users            | email < 'falcon1'              | email < 'falcon9'
                    users            | first_name = 'falcon'          | first_name = 'nobody'
                    users            | last_name = 'falcon'           | last_name = 'nobody'
                    idempotency_keys | key < 'falcon1'                | key < 'falcon9'
                    """)
    void case11TellNothingOfTextsInOtherTenants(String table, String common, String unknown) throws SQLException {
        assertThat(estimate(table, common)).isEqualTo(estimate(table, unknown));
    }

    @Test
    void wouldTellEmailsByTheBordersOfTheHistogram() throws SQLException {
        field.asAdmin("alter table ghostworks.users alter column email set statistics -1");
        try {
            field.asAdmin("analyze ghostworks.users");
            assertThat(estimate("users", "email < 'falcon1'")).isLessThan(estimate("users", "email < 'falcon9'"));
        } finally {
            field.asAdmin("alter table ghostworks.users alter column email set statistics 0;"
                    + "delete from pg_statistic s using pg_attribute a where a.attrelid = 'ghostworks.users'::regclass"
                    + " and a.attname = 'email' and s.starelid = a.attrelid and s.staattnum = a.attnum");
        }
    }

    /** What paging needs, and docs/security.md says. */
    @Test
    void tellHowLargeATenantIs() throws SQLException {
        assertThat(estimate("artifacts", "tenant_id = :b")).isGreaterThan(estimate("artifacts", "tenant_id = :row"));
    }

    /** The keys of the search index are made of what tenants have, and would tell how common each is. */
    @Test
    void keepNothingOfTheKeysOfSearch() throws SQLException {
        assertThat(field.readAsAdmin("select attname from pg_stats where schemaname = 'ghostworks'"
                        + " and (tablename = 'artifacts_keys_idx' or attname in ('tags', 'search_document'))"))
                .isEmpty();
    }

    private long estimate(String table, String condition) throws SQLException {
        try (Connection app = field.insideA();
                Statement statement = app.createStatement();
                ResultSet plan = statement.executeQuery(
                        field.filled("explain select from ghostworks." + table + " where " + condition))) {
            plan.next();
            Matcher rows = ROWS.matcher(plan.getString(1));
            assertThat(rows.find()).isTrue();
            return Long.parseLong(rows.group(1));
        }
    }
}
