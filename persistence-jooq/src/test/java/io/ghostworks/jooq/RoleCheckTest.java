package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** A role that row-level security does not bind is refused at the first use. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleCheckTest {

    private final TwoTenants tenants;
    private final String role = "role_" + UUID.randomUUID().toString().replace("-", "");

    RoleCheckTest(TestDatabase database) {
        tenants = new TwoTenants(database);
        tenants.asAdmin("create role " + role + " login password 'role' in role authenticated_users; grant connect on"
                + " database \"" + database.name() + "\" to " + role);
    }

    @AfterAll
    void close() {
        tenants.close();
        tenants.asAdmin("drop owned by " + role + " cascade; drop role " + role);
    }

    @Test
    void refusesASuperuserUnlessToldOtherwise() {
        DataSource admin = tenants.database.adminDataSource();

        refuses(Database.over(admin, TestPorts.key(tenants.database)), "bypasses row-level security");
        assertThat(Database.over(admin, () -> TestPorts.key(tenants.database), RoleCheck.OFF)
                        .tables()
                        .<Integer>read(tenants.a, dsl -> dsl.fetch("select 1").size()))
                .isEqualTo(1);
    }

    @Test
    void refusesARoleThatMayStepOverRowSecurityUntilItIsMended() {
        Database adapter = Database.over(asRole(), TestPorts.key(tenants.database));
        tenants.asAdmin("alter role " + role + " bypassrls");
        refuses(adapter, "BYPASSRLS");

        tenants.asAdmin("alter role " + role + " nobypassrls");
        accepts(adapter);
    }

    @Test
    void refusesTheOwnerOfATableThatDoesNotBindItsOwnerUntilItIsMended() {
        tenants.asAdmin("create table public.notes (tenant_id uuid); alter table public.notes owner to " + role
                + "; alter table public.notes enable row level security");
        Database adapter = Database.over(asRole(), TestPorts.key(tenants.database));
        refuses(adapter, "alter table notes force row level security");

        tenants.asAdmin("alter table public.notes force row level security");
        accepts(adapter);
    }

    /** In pgjdbc's simple mode the seal would be in a text that other sessions of the role can read. */
    @Test
    void refusesConnectionsThatWriteParametersIntoTexts() {
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setUrl(tenants.database.app().jdbcUrl());
        simple.setUser(tenants.database.app().user());
        simple.setPassword(tenants.database.app().password());
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE);

        assertThatThrownBy(() -> Database.over(simple, TestPorts.key(tenants.database))
                        .tenancy()
                        .read(tenants.a, stores -> stores.tenant().get()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("preferQueryMode=simple");
    }

    @Test
    void refusesAMemberOfATablesOwnerUntilItIsMended() {
        tenants.asAdmin("grant ghostworks_owner to " + role);
        Database adapter = Database.over(asRole(), TestPorts.key(tenants.database));
        refuses(adapter, "revoke ghostworks_owner from " + role);
        assertThatThrownBy(adapter::requireUsable).isInstanceOf(UnboundRole.class);

        tenants.asAdmin("revoke ghostworks_owner from " + role);
        adapter.requireUsable();
        accepts(adapter);
    }

    private DataSource asRole() {
        return tenants.database.admin().withUser(role, "role").dataSource();
    }

    private void refuses(Database adapter, String reason) {
        assertThatThrownBy(() -> adapter.tenancy()
                        .read(tenants.a, stores -> stores.tenant().get()))
                .isInstanceOf(UnboundRole.class)
                .hasMessageContaining(reason);
    }

    private void accepts(Database adapter) {
        assertThat(adapter.tenancy()
                        .read(tenants.a, stores -> stores.tenant().get())
                        .id())
                .isEqualTo(tenants.a.tenant());
    }
}
