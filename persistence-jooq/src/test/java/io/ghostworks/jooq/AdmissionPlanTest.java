package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.Caller;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.connection.Context;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every request asks costs the same with many tenants and users as with one. */
@ExtendWith(DatabaseExtension.class)
class AdmissionPlanTest {

    private static final String MANY = """
            set session_replication_role = replica;
            insert into ghostworks.users (email, password_hash) select n || '@example.com', 'x' from generate_series(1, 3000) n;
            insert into ghostworks.tenants (name, slug) select 'T', 't' || n from generate_series(1, 3000) n;
            insert into ghostworks.sessions (user_id) select id from ghostworks.users;
            insert into ghostworks.workspace_memberships (tenant_id, user_id, role)
              select t.id, u.id, 'member' from (select id from ghostworks.tenants limit 100) t, (select id from ghostworks.users limit 100) u
            on conflict do nothing;
            analyze""";

    private final TestDatabase database;

    AdmissionPlanTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void findsTheStandingByIndexesAlone() throws SQLException {
        try (Database adapter = Database.open(TestPorts.settings(database))) {
            World world = new World(TestPorts.of(adapter, database));
            var owner = world.user();
            Caller.Session caller = world.logIn(owner.id());
            Scope scope = new Scope(world.room(owner).tenant(), owner.id());
            fill();

            String plan = adapter.tables()
                    .read(
                            scope,
                            dsl -> dsl.fetch(
                                            "explain " + Context.STANDING,
                                            DSL.val(caller.session().value()),
                                            DSL.val(scope.actor().value()),
                                            DSL.val(scope.tenant().value()),
                                            DSL.val(scope.actor().value()),
                                            DSL.val(scope.tenant().value()))
                                    .format(1_000));

            assertThat(plan)
                    .contains("sessions_pkey", "users_pkey", "workspace_memberships_pkey", "tenants_pkey")
                    .doesNotContain("Seq Scan on sessions", "Seq Scan on users", "Seq Scan on tenants");
        }
    }

    private void fill() throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute(MANY);
        }
    }
}
