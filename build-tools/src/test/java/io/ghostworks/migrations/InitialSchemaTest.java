package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class InitialSchemaTest {
    private final TestDatabase database;

    InitialSchemaTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void oneDatabaseForAll(TestDatabase database) {
        assertThat(database.name()).isNotEmpty();
    }

    @Test
    void givesTheApplicationRoleNoPowerOfItsOwn() throws SQLException {
        assertThat(query("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles"
                        + " where rolname = '" + database.app().user() + "'"))
                .isEqualTo("f f f f f");
    }

    @Test
    void makesTheApplicationRoleAMemberOfAuthenticatedUsersOnly() throws SQLException {
        assertThat(query("select roleid::regrole, admin_option from pg_auth_members where member = '"
                        + database.app().user() + "'::regrole"))
                .isEqualTo("authenticated_users f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create temporary table mine (x int)",
                "create table public.mine (x int)",
                "create table ghostworks.mine (x int)",
                "create schema mine",
                "create role mine",
                "truncate ghostworks.artifacts",
                "alter table ghostworks.artifacts no force row level security",
                "set role ghostworks_owner",
                "set role ghostworks_search",
                "set role ghostworks_sign_in",
                "select * from ghostworks.find_credentials('a@example.org')",
                "set session authorization ghostworks_owner",
                "select password_hash from ghostworks.users",
                "update ghostworks.flyway_schema_history set success = false",
                "select gin_clean_pending_list('ghostworks.artifacts_keys_idx')"
            })
    void refusesTheApplication(String sql) {
        assertThat(Sql.state(() -> Sql.run(database.appDataSource(), sql))).isEqualTo("42501");
    }

    @Test
    void letsNobodyBecomeTheSearchRole() throws SQLException {
        assertThat(query("select member::regrole from pg_auth_members where roleid = 'ghostworks_search'::regrole"))
                .isEmpty();
        assertThat(query("select rolcanlogin, rolinherit from pg_roles where rolname = 'ghostworks_search'"))
                .isEqualTo("f f");
    }

    @Test
    void putsEveryTenantTableUnderTheSamePolicy() throws SQLException {
        String tenantTables = "select c.oid, case c.relname when 'tenants' then 'id' else 'tenant_id' end as tenant"
                + " from pg_class c where c.relnamespace = 'ghostworks'::regnamespace and c.relkind in ('r', 'p')"
                + " and (c.relname = 'tenants' or exists (select from pg_attribute a where a.attrelid = c.oid"
                + " and a.attname = 'tenant_id' and not a.attisdropped))";
        assertThat(query("select count(*) >= 5 from (" + tenantTables + ") t")).isEqualTo("t");
        assertThat(
                        query(
                                "select t.oid::regclass from (" + tenantTables + ") t join pg_class c on c.oid = t.oid"
                                        + " where not (c.relrowsecurity and c.relforcerowsecurity) or not exists ("
                                        + " select from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant_isolation'"
                                        + " and p.polpermissive and p.polcmd = '*'"
                                        + " and p.polroles = array['authenticated_users'::regrole::oid]"
                                        + " and pg_get_expr(p.polqual, p.polrelid) = '(' || t.tenant || ' = ghostworks.tenant_id())'"
                                        + " and pg_get_expr(p.polwithcheck, p.polrelid) = '(' || t.tenant || ' = ghostworks.tenant_id())')"))
                .isEmpty();
    }

    @Test
    void leavesNoTableWithoutRowLevelSecurity() throws SQLException {
        assertThat(query("select oid::regclass from pg_class where relnamespace = 'ghostworks'::regnamespace"
                        + " and relkind in ('r', 'p') and not relrowsecurity"))
                .isEqualTo("ghostworks.flyway_schema_history");
    }

    @Test
    void leadsEveryKeyOfATenantTableWithTheTenant() throws SQLException {
        assertThat(
                        query(
                                "select i.indexrelid::regclass from pg_index i join pg_class c on c.oid = i.indrelid"
                                        + " join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'"
                                        + " where c.relnamespace = 'ghostworks'::regnamespace and i.indisunique and i.indkey[0] <> t.attnum"))
                .isEmpty();
    }

    @Test
    void case21PinsTheSearchPathOfEveryDefinerFunctionAndKeepsThemFromPublic() throws SQLException {
        assertThat(
                        query(
                                "select oid::regprocedure from pg_proc where pronamespace = 'ghostworks'::regnamespace"
                                        + " and prosecdef and not coalesce(proconfig::text like '%search_path=pg_catalog, pg_temp%', false)"))
                .isEmpty();
        assertThat(query(
                        "select p.oid::regprocedure from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
                                + " where p.pronamespace = 'ghostworks'::regnamespace and a.grantee = 0"))
                .isEmpty();
    }

    /** Seals are parameters. */
    @Test
    void keepsTheParametersOfTheApplicationOutOfTheServersLog() throws SQLException {
        assertThat(Sql.text(database.appDataSource(), "show log_parameter_max_length"))
                .isEqualTo("0");
    }

    @Test
    void belongsToTheOwnerRole() throws SQLException {
        assertThat(query("select distinct tableowner from pg_tables where schemaname = 'ghostworks'"
                        + " and tablename <> 'flyway_schema_history'"))
                .isEqualTo("ghostworks_owner");
    }

    @Test
    void failsLoudlyWithoutATenant() {
        assertThat(Sql.state(() -> Sql.rows(database.appDataSource(), "select * from ghostworks.artifacts")))
                .isEqualTo("42501");
    }

    private static String inOneTransaction(String script) {
        return script.contains("concurrently") ? script : "begin;" + script + "commit";
    }

    @Test
    void comesBackEmptyAndWholeAfterADowngrade() throws SQLException, IOException {
        try (TestDatabase other = TestDatabases.shared().create()) {
            // In simple mode the driver leaves the statements to the server: it does not know BEGIN ATOMIC … END.
            DataSource simple = DatabaseUrl.parse(other.admin().jdbcUrl() + "?preferQueryMode=simple")
                    .withUser("" + other.admin().user(), other.admin().password())
                    .dataSource();
            String before = shape(other);
            // Without the V or U in front.
            List<String> migrations = new Migrator(other.admin())
                    .status().migrations().stream()
                            .map(migration -> migration.script().substring(1))
                            .toList();
            for (String migration : migrations.reversed()) {
                Sql.run(simple, inOneTransaction(script("U" + migration)));
            }
            assertThat(shape(other)).isEmpty();
            for (String migration : migrations) {
                Sql.run(simple, inOneTransaction(script("V" + migration)));
            }
            assertThat(shape(other)).isEqualTo(before).isNotEmpty();
        }
    }

    /** Every table, function, type, constraint, trigger and policy in the schema, except Flyway's history. */
    private static String shape(TestDatabase database) throws SQLException {
        return Sql.text(
                database.adminDataSource(),
                "select i.type, i.identity from (select classid, objid, objsubid from pg_depend d"
                        + " union select 'pg_class'::regclass, oid, 0 from pg_class"
                        + " union select 'pg_proc'::regclass, oid, 0 from pg_proc"
                        + " union select 'pg_policy'::regclass, oid, 0 from pg_policy) o,"
                        + " pg_identify_object(o.classid, o.objid, o.objsubid) i"
                        + " where i.identity like '%ghostworks.%' and i.identity not like '%flyway_schema_history%'"
                        + " and i.type not like 'toast%' and i.type <> 'trigger' or i.type = 'trigger' and i.identity not like '\"RI_%'"
                        + " order by 1, 2");
    }

    private static String script(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Migrator.class.getClassLoader().getResourceAsStream("ghostworks/migration/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String query(String sql) throws SQLException {
        return Sql.text(database.adminDataSource(), sql);
    }
}
