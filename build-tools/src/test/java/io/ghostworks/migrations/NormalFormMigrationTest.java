package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An installation with texts in it from before they were brought into normal form C. */
@ExtendWith(DatabaseExtension.class)
class NormalFormMigrationTest {
    private static final String ROWS =
            "select name, description, tags, metadata, is_active, version, created_at, updated_at"
                    + " from ghostworks.artifacts order by id";

    private TestDatabase database;

    @BeforeEach
    void fill(TestDatabase made) throws SQLException {
        database = made;
        toTheVersionBefore();
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.users (email, password_hash, first_name, last_name)"
                        + " values ('ada@example.org', 'h', 'Zoe\u0308', '\u1112\u1161\u11AB')",
                "with t as (insert into ghostworks.tenants (name, slug, description)"
                        + " values ('Cafe\u0301', 't', 'te\u0301') returning id)"
                        + " insert into ghostworks.workspace_memberships (tenant_id, user_id, role)"
                        + " select t.id, u.id, 'owner' from t, ghostworks.users u");
    }

    @Test
    void bringsNamesDescriptionsAndTagsIntoNormalFormForAnAdministratorWhoIsNoSuperuser() throws SQLException {
        artifact(1, "cafe\u0301", "re\u0301sume\u0301", "e\u0301", "\u00E9", "e", "\u1112\u1161\u11AB");
        artifact(2, "\u212B", null);
        artifact(3, "plain", "caf\u00E9", "b", "a");
        String others = Sql.text(
                database.adminDataSource(),
                "select xmin, metadata, is_active, created_by, created_at from ghostworks.artifacts where name = 'plain'");
        String times = "select version, created_at, updated_at from ghostworks.%s order by 3";
        String before = times(times);

        upgradeAs(database.name() + "_admin");

        assertThat(Sql.rows(
                        database.adminDataSource(),
                        "select name, description, tags from ghostworks.artifacts order by id"))
                .containsExactly(
                        "caf\u00E9 r\u00E9sum\u00E9 {\u00E9,e,\uD55C}", "\u00C5 null {}", "plain caf\u00E9 {b,a}");
        assertThat(Sql.text(database.adminDataSource(), "select name, description from ghostworks.tenants"))
                .isEqualTo("Caf\u00E9 t\u00E9");
        assertThat(Sql.text(database.adminDataSource(), "select first_name, last_name from ghostworks.users"))
                .isEqualTo("Zo\u00EB \uD55C");
        // Nobody sees a change, so nothing says that there was one; and a row that keeps its texts is not even written.
        assertThat(times(times)).isEqualTo(before);
        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select xmin, metadata, is_active, created_by, created_at from ghostworks.artifacts"
                                + " where name = 'plain'"))
                .isEqualTo(others);
        assertThat(
                        Sql.text(
                                database.adminDataSource(),
                                "select count(*) from ghostworks.artifacts where tags @> array['\uD55C'] and name ilike '%fé%'"))
                .isEqualTo("1");
    }

    @Test
    void leavesAsTheyAreTheTextsThatTheDomainLeavesSo() throws SQLException {
        // U+0958 is two characters in normal form C.
        artifact(1, "\u0958".repeat(255), "\u0958".repeat(10_000), "\u0958".repeat(100), "\u0958");
        String marks = IntStream.rangeClosed(0x300, Character.MAX_CODE_POINT)
                .filter(NormalFormMigrationTest::isMark)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.artifacts (tenant_id, name, description) select t.id, 'e\u0301', 'e\u0301 x' ||"
                        + " repeat(chr(mark), 31) from ghostworks.tenants t, unnest(array[" + marks + "]) mark");

        new Migrator(database.admin()).upgrade();

        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select name = repeat(u&'\\0958', 255), description = repeat(u&'\\0958', 10000),"
                                + " tags = array[repeat(u&'\\0958', 100), u&'\\0915\\093C']"
                                + " from ghostworks.artifacts where char_length(name) = 255"))
                .isEqualTo("t t t");
        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select count(*) filter (where name = 'é'), string_agg(to_hex(ascii(substr(description, 5, 1))), ' ')"
                                + " filter (where description not like u&'e\\0301 x%') from ghostworks.artifacts"
                                + " where char_length(name) < 255"))
                .isEqualTo(marks.split(",").length + " null");
    }

    @Test
    void leavesRowSecurityAndTriggersAsTheyWereAndComesBack() throws SQLException {
        artifact(1, "e\u0301", null, "e\u0301");
        String guards = "select c.relname, c.relrowsecurity, c.relforcerowsecurity, t.tgenabled from pg_class c"
                + " join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'touch'"
                + " where c.relnamespace = 'ghostworks'::regnamespace order by 1";
        String guarded = String.join("\n", Sql.rows(database.adminDataSource(), guards));
        assertThat(guarded).contains("artifacts t t O", "tenants t t O", "users t f O");
        Migrator migrator = new Migrator(database.admin());

        migrator.upgrade();
        String rows = Sql.text(database.adminDataSource(), ROWS);
        assertThat(Sql.text(database.adminDataSource(), guards)).isEqualTo(guarded);

        toTheVersionBefore();
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(rows);
        migrator.upgrade();
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(rows);
    }

    private void toTheVersionBefore() throws SQLException {
        String before = Sql.text(
                database.adminDataSource(),
                "select max(version) from ghostworks.flyway_schema_history where version < '2026.11.25.2300'");
        BeforeTheSeal.go(new Migrator(database.admin()), before);
    }

    private void upgradeAs(String administrator) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "create role " + administrator + " login createrole password 'pw' in role ghostworks_owner",
                "grant connect, create on database " + database.name() + " to " + administrator,
                "grant all on ghostworks.flyway_schema_history to " + administrator);
        try {
            // What comes after makes functions of another role, whose administrator this one is not.
            Migrator migrator = new Migrator(database.admin().withUser(administrator, "pw"));
            migrator.upgrade(UpgradeOptions.DEFAULT.to(BeforeTheSeal.newest(migrator)));
        } finally {
            Sql.run(
                    database.adminDataSource(),
                    "drop owned by " + administrator + " cascade",
                    "drop role " + administrator);
        }
        new Migrator(database.admin()).upgrade();
    }

    private void artifact(int id, String name, @Nullable String description, String... tags) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.artifacts (tenant_id, id, name, description, tags, metadata, created_at, updated_at)"
                        + " select t.id, '00000000-0000-0000-0000-00000000000" + id + "', '" + name + "', "
                        + (description == null ? "null" : "'" + description + "'") + ", '{" + String.join(",", tags)
                        + "}', '{\"k\": \"e\u0301\"}', '2020-01-01', '2020-01-0" + id + "' from ghostworks.tenants t");
    }

    private String times(String query) throws SQLException {
        return Sql.text(database.adminDataSource(), query.formatted("artifacts"))
                + Sql.text(database.adminDataSource(), query.formatted("tenants"))
                + Sql.text(database.adminDataSource(), query.formatted("users"));
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }
}
