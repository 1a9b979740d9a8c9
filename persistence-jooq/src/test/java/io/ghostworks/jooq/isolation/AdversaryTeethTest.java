package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.account.UserId;
import io.ghostworks.artifact.ArtifactId;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.RoleCheck;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.jooq.isolation.Hostile.Needs;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every hostile statement gets through where what it needs is taken out: one that cannot work proves nothing. */
@ExtendWith(DatabaseExtension.class)
class AdversaryTeethTest {

    private final Canary canary = new Canary();

    @Test
    void getsThroughWhereAnybodyMaySetTheContext(TestDatabase database) throws SQLException {
        assertThat(harmless(database, Needs.UNSEALED, Entrance.unsealing())).isEmpty();
    }

    @Test
    void getsThroughAsASuperuser(TestDatabase database) throws SQLException {
        assertThat(harmless(database, Needs.BARE, Entrance.unsealing() + "; alter role :app superuser"))
                .isEmpty();
    }

    private List<Hostile> harmless(TestDatabase database, Needs needs, String weakening) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            field.asAdmin(canary.planting());
            field.asAdmin(weakening);
            HikariConfig config = new HikariConfig();
            config.setDataSource(database.admin()
                    .withUser(field.role(), Battlefield.PASSWORD)
                    .dataSource());
            config.setMaximumPoolSize(1);
            List<Hostile> harmless = new ArrayList<>();
            try (HikariDataSource pool = new HikariDataSource(config)) {
                for (String theme : Hostile.themes()) {
                    for (Hostile attack : Hostile.of(theme)) {
                        if (attack.needs() == needs && !getsThrough(database, field, pool, attack)) {
                            harmless.add(attack);
                        }
                    }
                }
            }
            return harmless;
        }
    }

    private boolean getsThrough(TestDatabase database, Battlefield field, HikariDataSource pool, Hostile attack)
            throws SQLException {
        Names names = field.names().and(Map.of("yes", canary.yesInSql()));
        String before = field.state();
        StringBuilder said = new StringBuilder();
        List<String> part = new ArrayList<>();
        for (String statement : attack.statements()) {
            if (statement.equals(Hostile.REQUEST)) {
                said.append(said(database, field, pool, part, true));
                part.clear();
                request(database, field, pool);
            } else {
                part.add(names.fill(statement));
            }
        }
        said.append(said(database, field, pool, part, false));
        return canary.isAnsweredIn(said.toString())
                || said.indexOf(CHANGED) >= 0
                || !field.state().equals(before);
    }

    private static final String CHANGED = "B was changed";

    private String said(
            TestDatabase database, Battlefield field, HikariDataSource pool, List<String> statements, boolean goesOn)
            throws SQLException {
        try (Connection raw = pool.getConnection()) {
            raw.setAutoCommit(false);
            enter(database, field, raw);
            StringBuilder said = new StringBuilder();
            String before = field.state();
            List<Said> answers = Said.toEach(raw, statements);
            answers.forEach(answer -> said.append(answer.text()));
            if (!goesOn && (answers.isEmpty() || !answers.getLast().failed())) {
                said.append(changed(field, raw, before));
            }
            end(raw, goesOn);
            return said.toString();
        }
    }

    private static void enter(TestDatabase database, Battlefield field, Connection raw) throws SQLException {
        try {
            Entrance.enter(database, raw, field.a, field.mallory);
        } catch (SQLException asAnotherRole) {
            // The attack left the connection as a role that may not enter; it goes on without a context.
            raw.rollback();
        }
    }

    private static String changed(Battlefield field, Connection raw, String before) throws SQLException {
        Said.to(raw, "reset session authorization");
        Said.to(raw, "reset role");
        Said.to(
                raw,
                field.filled("select set_config('app.current_tenant_id', :b, true),"
                        + " set_config('app.current_user_id', :user, true)"));
        return field.state(raw).strip().equals(before.strip()) ? "" : CHANGED;
    }

    private static void end(Connection raw, boolean goesOn) throws SQLException {
        if (goesOn) {
            raw.commit();
            return;
        }
        if (raw.isClosed()) {
            // The pool takes some failures for the end of a connection.
            return;
        }
        raw.rollback();
        raw.setAutoCommit(true);
        Said.to(raw, "reset session authorization");
        Said.to(raw, "discard all");
    }

    private static void request(TestDatabase database, Battlefield field, HikariDataSource pool) {
        Scope b = new Scope(new TenantId(field.b), new UserId(field.victim));
        try {
            Database.over(pool, () -> SealKey.of(database.sealKey()), RoleCheck.OFF)
                    .tenancy()
                    .<Object>read(b, stores -> stores.artifacts().get(new ArtifactId(field.row)));
        } catch (RuntimeException spoilt) {
            // The connection was left so that B's request fails.
        }
    }
}
