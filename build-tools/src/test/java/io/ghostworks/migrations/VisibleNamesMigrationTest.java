package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An installation with names that nobody can see, from before the database refused them. */
@ExtendWith(DatabaseExtension.class)
class VisibleNamesMigrationTest {
    private static final String BLANK = " \u2003\u200B";

    private TestDatabase database;

    @BeforeEach
    void fill(TestDatabase made) throws SQLException {
        database = made;
        String before = Sql.text(
                database.adminDataSource(),
                "select max(version) from ghostworks.flyway_schema_history where version < '2026.11.25.2310'");
        BeforeTheSeal.go(new Migrator(database.admin()), before);
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.users (email, password_hash, first_name, last_name)"
                        + " values ('ada@example.org', 'h', '" + BLANK + "', ''), ('bob@x', 'h', 'Bob', '\u3000')",
                "with t as (insert into ghostworks.tenants (name, slug) values ('" + BLANK + "', 't') returning id)"
                        + " insert into ghostworks.workspace_memberships (tenant_id, user_id, role)"
                        + " select t.id, u.id, 'owner' from t, ghostworks.users u",
                "insert into ghostworks.artifacts (tenant_id, name, description, tags, is_active)"
                        + " select t.id, n, 'd', '{a}', n <> '\u00AD' from ghostworks.tenants t,"
                        + " unnest(array['" + BLANK + "', '\u00AD', ' x ']) n");
    }

    @Test
    void givesThemANameAndKeepsEverythingElse() throws SQLException {
        Migrator migrator = new Migrator(database.admin());
        migrator.upgrade();

        String artifacts = "select name, description, tags, is_active, version from ghostworks.artifacts order by 1, 4";
        assertThat(Sql.rows(database.adminDataSource(), artifacts))
                .containsExactlyInAnyOrder("(no name) d {a} t 2", "(no name) d {a} f 2", " x  d {a} t 1");
        assertThat(Sql.text(database.adminDataSource(), "select name, slug, member_count from ghostworks.tenants"))
                .isEqualTo("(no name) t 2");
        assertThat(Sql.rows(
                        database.adminDataSource(),
                        "select email, coalesce(first_name, '-'), coalesce(last_name, '-') from ghostworks.users"
                                + " order by 1"))
                .containsExactly("ada@example.org - ", "bob@x Bob -");
        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select string_agg(relname, ' ' order by relname) from pg_class where relforcerowsecurity"
                                + " and relname in ('artifacts', 'tenants')"))
                .isEqualTo("artifacts tenants");

        String rows = Sql.text(database.adminDataSource(), artifacts);
        String before = Sql.text(
                database.adminDataSource(),
                "select max(version) from ghostworks.flyway_schema_history where version < '2026.11.25.2310'");
        BeforeTheSeal.go(migrator, before);
        migrator.upgrade();
        assertThat(Sql.text(database.adminDataSource(), artifacts)).isEqualTo(rows);
    }

    @Test
    void refusesThemFromThenOnWhoeverWrites() throws SQLException {
        new Migrator(database.admin()).upgrade();

        for (String statement : new String[] {
            "update ghostworks.artifacts set name = '" + BLANK + "'",
            "update ghostworks.tenants set name = '\t'",
            "update ghostworks.users set first_name = '\u200B'",
            "update ghostworks.users set last_name = '\u2800'",
            "update ghostworks.users set email = 'Ada@example.org'",
            "update ghostworks.users set email = 'a@b c'"
        }) {
            assertThat(Sql.state(() -> Sql.run(database.adminDataSource(), statement)))
                    .as(statement)
                    .isEqualTo("23514");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no space@x", "x@y_z", "josé@example.org"})
    void stopsAtAnEmailThatIsNoAddressAndNamesTheUser(String email) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.users (email, password_hash) values ('" + email + "', 'h')");
        String id =
                Sql.text(database.adminDataSource(), "select id from ghostworks.users where email = '" + email + "'");

        assertThatThrownBy(() -> new Migrator(database.admin()).upgrade())
                .hasMessageContaining(
                        "one row of the table ghostworks.users has an email that is no address in lower case: " + id)
                .hasMessageContaining("Correct it or delete the user, then upgrade again")
                .hasMessageNotContaining(email);
        assertThat(Sql.text(
                        database.adminDataSource(),
                        "select count(*) from ghostworks.artifacts where name = '(no name)'"))
                .isEqualTo("0");

        Sql.run(database.adminDataSource(), "delete from ghostworks.users where id = '" + id + "'");
        new Migrator(database.admin()).upgrade();
    }
}
