package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes along when an administrator deletes a user or a tenant. */
@ExtendWith(DatabaseExtension.class)
class DeletionTest {

    @Test
    void takesAUsersMembershipsAndLeavesWhatTheyMade(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            field.asAdmin(
                    "insert into ghostworks.workspace_memberships (tenant_id, user_id, role) values (:a, :user, 'owner')");
            field.asAdmin("update ghostworks.artifacts set created_by = :attacker where tenant_id = :a");

            field.asAdmin("delete from ghostworks.users where id = :attacker");

            assertThat(count(database, field, "workspace_memberships where user_id = :attacker"))
                    .isZero();
            assertThat(count(database, field, "artifacts where tenant_id = :a and created_by = :attacker"))
                    .isEqualTo(1);
            assertThat(count(database, field, "artifacts where tenant_id = :b")).isEqualTo(1);
            assertThat(count(database, field, "tenants where id = :b and member_count = 1"))
                    .isEqualTo(1);
        }
    }

    @Test
    void refusesToDeleteTheOnlyOwnerOfATenant(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            assertThatThrownBy(() -> field.asAdmin("delete from ghostworks.users where id = :user"))
                    .hasMessageContaining("at least one active owner");
        }
    }

    @Test
    void case19TakesNothingOfAnotherTenantAlong(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            field.asAdmin("delete from ghostworks.tenants where id = :a");

            assertThat(count(database, field, "artifacts where tenant_id = :a")).isZero();
            assertThat(count(database, field, "audit_entries where tenant_id = :a"))
                    .isZero();
            assertThat(count(database, field, "artifacts where tenant_id = :b")).isEqualTo(1);
            assertThat(count(database, field, "workspace_memberships where tenant_id = :b"))
                    .isEqualTo(2);
            assertThat(count(database, field, "users")).isEqualTo(2);
        }
    }

    @Test
    void takesTheTenantOfTheContextOnly(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            try (Connection app = field.insideA()) {
                field.execute(app, "select ghostworks.delete_tenant()");
                app.commit();
                field.execute(app, database.enter(new UUID(0, 0), field.attacker));
                assertThatThrownBy(() -> field.execute(app, "select ghostworks.delete_tenant()::int"))
                        .as("outside of all tenants")
                        .hasMessageContaining("not an active member");
                app.rollback();
            }
            assertThat(count(database, field, "tenants where id = :a")).isZero();
            assertThat(count(database, field, "tenants where id = :b")).isEqualTo(1);
        }
    }

    private static long count(TestDatabase database, Battlefield field, String what) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection()) {
            return field.execute(admin, "select count(*) from ghostworks." + what);
        }
    }
}
