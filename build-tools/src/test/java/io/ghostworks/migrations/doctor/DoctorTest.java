package io.ghostworks.migrations.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.migrations.provisioning.Provisioner;
import io.ghostworks.migrations.provisioning.Provisioning;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class DoctorTest {
    @Test
    void findsNothingInAFreshGhostworksDatabase(TestDatabase database) {
        assertThat(new Doctor(database.admin(), DoctorOptions.ghostworks()).examine())
                .isEmpty();
    }

    @Test
    void findsNoErrorInTheSealOfAFreshGhostworksDatabase(TestDatabase database) {
        DoctorOptions options = DoctorOptions.ghostworks().withSeal(SealOptions.GHOSTWORKS);

        assertThat(new Doctor(database.admin(), options).examine())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
    }

    @Test
    void findsAFunctionOfTheSealThatTheApplicationMayCallBesidesOurs(TestDatabase database) throws SQLException {
        Sql.run(
                database.adminDataSource(),
                "grant execute on function ghostworks.context_by_setting(text) to authenticated_users",
                "create function public.spy() returns bigint language plpgsql security definer set search_path = pg_catalog"
                        + " as $$ begin return (select count(*) from ghostworks.tenants); end $$",
                "alter function public.spy() owner to ghostworks_seal",
                "grant execute on function public.spy() to authenticated_users");
        DoctorOptions options = DoctorOptions.ghostworks().withSeal(SealOptions.GHOSTWORKS);

        assertThat(new Doctor(database.admin(), options).examine())
                .extracting(Finding::rule, Finding::object)
                .contains(tuple("seal-definer-beyond", "function public.spy()"));
    }

    @Test
    void saysOfADatabaseThatWasOnlyInitialisedThatItIsToBeUpgraded(TestDatabase database) throws SQLException {
        String name = database.name() + "_initialised";
        DatabaseUrl admin = TestDatabases.shared().admin();
        new Provisioner(admin)
                .provision(new Provisioning(name, String.valueOf(database.app().user()), null));
        try {
            assertThat(new Doctor(admin.withDatabase(name), DoctorOptions.ghostworks()).examine())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.rule()).isEqualTo("no-tenant-table");
                        assertThat(finding.detail()).contains("`db upgrade`");
                    });
        } finally {
            Sql.run(admin.dataSource(), "drop database " + name);
        }
    }

    @Test
    void seesTheSameWhoeverAsks(TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), "grant truncate on ghostworks.artifacts to authenticated_users");

        assertThat(new Doctor(database.app(), DoctorOptions.ghostworks()).examine())
                .isEqualTo(new Doctor(database.admin(), DoctorOptions.ghostworks()).examine())
                .extracting(Finding::rule)
                .containsExactly("grant-beyond-rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter policy own_tenants on ghostworks.tenants using (true)",
                "alter policy own_memberships on ghostworks.workspace_memberships using (user_id = ghostworks.user_id())",
                "alter policy tenant_isolation on ghostworks.artifacts using (id = ghostworks.tenant_id())",
                "create or replace function ghostworks.tenant_id() returns uuid language sql stable parallel safe"
                        + " return current_setting('app.other_tenant_id')::uuid"
            })
    void findsAPolicyOfOursThatWasAlteredUnderItsName(String altered, TestDatabase database) throws SQLException {
        Sql.run(database.adminDataSource(), altered);

        assertThat(new Doctor(database.admin(), DoctorOptions.ghostworks()).examine())
                .anyMatch(finding ->
                        finding.severity() == Severity.ERROR && finding.rule().startsWith("policy-"));
    }

    @Test
    void findsTheMemberOfTheMigrationsOwnerOnlyWhereItIsTheApplicationToo(TestDatabase database) throws SQLException {
        String administrator = database.name() + "_admin";
        Sql.run(
                database.adminDataSource(),
                "create role " + administrator + " login createrole in role ghostworks_owner");
        try {
            Doctor doctor = new Doctor(database.admin(), DoctorOptions.ghostworks());
            assertThat(doctor.examine()).isEmpty();

            Sql.run(database.adminDataSource(), "grant authenticated_users to " + administrator);
            assertThat(doctor.examine())
                    .extracting(Finding::rule, Finding::object)
                    .containsExactlyInAnyOrder(
                            tuple("app-can-become", "role " + administrator),
                            tuple("app-privileged", "role " + administrator),
                            tuple("create-on-schema", "schema ghostworks"),
                            tuple("not-examined", "table ghostworks.seal_keys"),
                            tuple("not-examined", "table ghostworks.seal_requirement"));
        } finally {
            Sql.run(database.adminDataSource(), "drop role " + administrator);
        }
    }

    /** Another schema, tenant column, type, setting and role, all with names that need quotes, and nothing right in it. */
    @Test
    void curesAnotherSchemaThatHasNoProtectionAtAll(TestDatabase database) throws SQLException, IOException {
        String role = "the \"app\" of " + database.name();
        try {
            Sql.run(
                    database.adminDataSource(),
                    ShopDatabase.read("acme.sql").replace("acme_app", role.replace("\"", "\"\"")));
            DoctorOptions options = new DoctorOptions("Org Id", role, "acme.org", List.of("Acme \"Inc\""), List.of());
            Doctor doctor = new Doctor(database.admin(), options);
            List<Finding> before = doctor.examine();
            assertThat(before)
                    .extracting(Finding::rule)
                    .contains(
                            "rls-disabled",
                            "rls-not-forced",
                            "policy-missing",
                            "primary-key-not-led",
                            "unique-not-led",
                            "foreign-key-not-led",
                            "foreign-key-not-indexed",
                            "tenant-column-nullable",
                            "grant-to-public",
                            "view-not-invoker",
                            "definer-search-path",
                            "definer-public",
                            "secret-readable");
            repair(database, before);
            // A foreign key that was made again with the tenant wants another index.
            List<Finding> left = doctor.examine();
            assertThat(left).extracting(Finding::rule).containsOnly("foreign-key-not-indexed");
            repair(database, left);
            assertThat(doctor.examine()).isEmpty();
        } finally {
            database.close();
            Sql.run(
                    TestDatabases.shared().admin().dataSource(),
                    "drop role if exists \"" + role.replace("\"", "\"\"") + "\"");
        }
    }

    /** Policies that ask for membership are another design: its holes are found, and no fix breaks what the application does. */
    @Test
    void leavesAnApplicationThatGoesByMembershipWorkingAfterEachFix(TestDatabase database)
            throws SQLException, IOException {
        String role = "member_app_of_" + database.name();
        try {
            Sql.run(database.adminDataSource(), ShopDatabase.read("team.sql").replace("member_app", role));
            Doctor doctor = new Doctor(
                    database.admin(),
                    new DoctorOptions("account_id", role, "team.account", List.of("team"), List.of()));
            List<Finding> before = doctor.examine();
            assertThat(before)
                    .extracting(Finding::rule, Finding::object)
                    .contains(
                            tuple("table-beside-tenants", "table team.task_notes"),
                            tuple("policy-unproved", "condition USING team.has_role(account_id)"),
                            tuple("definer-public", "function team.has_role(uuid)"),
                            tuple("not-examined", "table team.plans"));
            assertThat(before)
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(Finding::rule)
                    .containsOnly("table-beside-tenants", "definer-public", "rls-not-forced");
            assertThat(before)
                    .filteredOn(finding -> finding.rule().startsWith("policy-"))
                    .allMatch(finding -> finding.fix().isEmpty());
            List<String> seen = seenBy(database, role);
            assertThat(seen).containsExactly("a1 t1 task of a1 small", "note of a1", "note of a2");
            // The one that says that it would fail has to wait for a person.
            repair(
                    database,
                    before.stream()
                            .filter(finding -> !finding.fix().startsWith("-- Fails while these refer to it"))
                            .toList());
            assertThat(seenBy(database, role)).containsExactly("a1 t1 task of a1 small", "note of a1");
            assertThat(doctor.examine()).extracting(Finding::severity).doesNotContain(Severity.ERROR);
        } finally {
            database.close();
            Sql.run(TestDatabases.shared().admin().dataSource(), "drop role if exists " + role);
        }
    }

    /** Everything that the application asks, as the first account's member. */
    private static List<String> seenBy(TestDatabase database, String role) throws SQLException {
        List<String> seen = new ArrayList<>();
        for (String query : List.of(
                "select a.name, p.title, t.words, l.code from team.accounts a join team.projects p on p.account_id = a.id"
                        + " join team.tasks t on t.account_id = a.id cross join team.plans l order by 1",
                "select words from team.task_notes order by 1")) {
            try (Connection connection = database.adminDataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("set role " + role + "; set team.person = 'p1'");
                try (ResultSet row = statement.executeQuery(query)) {
                    while (row.next()) {
                        List<String> values = new ArrayList<>();
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            values.add(row.getString(i));
                        }
                        seen.add(String.join(" ", values));
                    }
                }
            }
        }
        return seen;
    }

    /** From PostgreSQL 16 on a membership may give nothing; ADMIN alone lets a role give itself the rest. */
    @Test
    void countsOnlyMembershipsThatGiveSomething(TestDatabase database) throws SQLException {
        assumeThat(Integer.parseInt(Sql.text(database.adminDataSource(), "show server_version_num")))
                .isGreaterThanOrEqualTo(160000);
        String grant = "grant ghostworks_owner to " + database.app().user() + " with inherit false, set false, admin ";
        Doctor doctor = new Doctor(database.admin(), DoctorOptions.ghostworks());
        try {
            Sql.run(database.adminDataSource(), grant + "false");
            assertThat(doctor.examine()).isEmpty();

            Sql.run(database.adminDataSource(), grant + "true");
            assertThat(doctor.examine()).extracting(Finding::rule).contains("app-can-become");
        } finally {
            Sql.run(
                    database.adminDataSource(),
                    "revoke ghostworks_owner from " + database.app().user());
        }
    }

    @Test
    void findsThatTheApplicationOwnsTheSchemaOrTheDatabase(TestDatabase database) throws SQLException {
        String app = database.app().user();
        Sql.run(
                database.adminDataSource(),
                "create schema its_own authorization " + app,
                "alter database " + database.name() + " owner to " + app);

        assertThat(new Doctor(database.admin(), DoctorOptions.ghostworks()).examine())
                .extracting(Finding::rule, Finding::object, Finding::detail, Finding::fix)
                .containsExactlyInAnyOrder(
                        tuple("create-on-schema", "schema its_own", "owned by " + app, ""),
                        tuple("create-on-database", "database " + database.name(), "owned by " + app, ""));
    }

    @Test
    void saysWhichRoleOrSchemaDoesNotExist(TestDatabase database) {
        DoctorOptions options = DoctorOptions.ghostworks();
        assertThatThrownBy(() -> new Doctor(database.admin(), options.withAppRole("nobody")).examine())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no role nobody on this server");
        assertThatThrownBy(() -> new Doctor(database.admin(), options.withSchemas(List.of("nowhere"))).examine())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no schema nowhere in this database");
    }

    @Test
    void saysThatNoTableHasTheTenantColumn(TestDatabase database) {
        DoctorOptions options = DoctorOptions.ghostworks();
        assertThatThrownBy(() -> new Doctor(database.admin(), options.withTenantColumn("tennant_id")).examine())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no table has a column tennant_id; most have: ")
                .hasMessageContaining("tenant_id");
    }

    @Test
    void saysWhatOfASealDoesNotExist(TestDatabase database) {
        DoctorOptions options = DoctorOptions.ghostworks();
        SealOptions nobody = new SealOptions("nobody", "backtrace_functions", "ghostworks.users");
        SealOptions nowhere = new SealOptions("ghostworks_search", "backtrace_functions", "ghostworks.kyes");
        assertThatThrownBy(() -> new Doctor(database.admin(), options.withSeal(nobody)).examine())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no role nobody on this server");
        assertThatThrownBy(() -> new Doctor(database.admin(), options.withSeal(nowhere)).examine())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no table ghostworks.kyes in this database");
    }

    private static void repair(TestDatabase database, List<Finding> findings) throws SQLException {
        for (Finding finding : findings) {
            Sql.run(database.adminDataSource(), finding.fix());
        }
    }
}
