package io.ghostworks.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.Sql;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.migrations.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An installation with people in it, from before tenant contexts were sealed, and back, while servers of both kinds run. */
@ExtendWith(DatabaseExtension.class)
class SealMigrationTest {
    private static final String ROWS =
            "select string_agg(concat_ws('|', t.id, t.slug, t.member_count, m.user_id, m.role), ' '"
                    + " order by t.id) from ghostworks.tenants t join ghostworks.workspace_memberships m on m.tenant_id = t.id";

    private final TestDatabase database;
    private final UUID tenant = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();

    SealMigrationTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void letsServersOfBothKindsWorkUntilTheSealIsRequiredAndGoesBack() throws SQLException {
        Migrator migrator = new Migrator(database.admin());
        SealKeys keys = new SealKeys(database.admin());
        takeBack(migrator);
        Sql.run(
                database.adminDataSource(),
                "insert into ghostworks.users (id, email, password_hash) values ('" + user
                        + "', 'ada@example.org', 'h')",
                "with t as (insert into ghostworks.tenants (id, name, slug) values ('" + tenant
                        + "', 'T', 't') returning id)"
                        + " insert into ghostworks.workspace_memberships (tenant_id, user_id, role)"
                        + " select id, '" + user + "', 'owner' from t");
        String rows = Sql.text(database.adminDataSource(), ROWS);
        assertThat(inside(ofAnOldServer())).isEqualTo("1");

        migrator.upgrade();
        keys.add(database.sealKey());
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(rows).isNotEmpty();
        assertThat(keys.isRequired()).isFalse();
        assertThat(inside(ofAnOldServer())).isEqualTo("1");
        assertThat(inside(database.enter(tenant, user))).isEqualTo("1");

        keys.require();
        assertThat(inside(ofAnOldServer())).isEqualTo("42501");
        assertThat(inside(database.enter(tenant, user))).isEqualTo("1");

        keys.stopRequiring();
        assertThat(inside(ofAnOldServer())).isEqualTo("1");
        takeBack(migrator);
        assertThat(Sql.text(database.adminDataSource(), ROWS)).isEqualTo(rows);
        assertThat(inside(ofAnOldServer())).isEqualTo("1");
        migrator.upgrade();
        assertThat(keys.isRequired()).isFalse();
    }

    @Test
    void demandsTheSealOfTheFirstTenantOfANewDatabase() {
        assertThat(new SealKeys(database.admin()).isRequired()).isTrue();
        assertThat(inside(ofAnOldServer())).isEqualTo("42501");
    }

    @Test
    void saysThatGoingBackLosesTheKeys() {
        Migrator migrator = new Migrator(database.admin());
        String before = BeforeTheSeal.newest(migrator);

        assertThatThrownBy(() -> migrator.downgrade(DowngradeOptions.DEFAULT.to(before)))
                .isInstanceOf(DatabaseProblem.class)
                .hasMessageContainingAll("would lose data", "ghostworks.seal_keys", "--accept-data-loss");
    }

    private void takeBack(Migrator migrator) {
        migrator.downgrade(
                DowngradeOptions.DEFAULT.to(BeforeTheSeal.newest(migrator)).acceptDataLoss(true));
    }

    private String ofAnOldServer() {
        return "select set_config('app.current_tenant_id', '" + tenant + "', true),"
                + " set_config('app.current_user_id', '" + user + "', true)";
    }

    /** How many tenants the application sees there, or the SQLSTATE of the refusal. */
    private String inside(String context) {
        try (Connection app = database.appDataSource().getConnection();
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute(context);
            try (ResultSet rows = statement.executeQuery("select count(*) from ghostworks.tenants")) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }
}
