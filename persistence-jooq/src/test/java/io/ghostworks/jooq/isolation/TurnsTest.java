package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who changes a tenant's members does it after everybody who began before, and is asked for their role as it then is. */
@ExtendWith(DatabaseExtension.class)
class TurnsTest {

    private static final String WAITING = "select count(*) from pg_locks where not granted"
            + " and pid in (select pid from pg_stat_activity where datname = current_database())";

    @Test
    void case26RefusesTheSecondOfTwoOwnersWhoDemoteEachOtherBesideAThird(TestDatabase database) throws SQLException {
        try (Battlefield field = new Battlefield(database)) {
            field.asAdmin("insert into ghostworks.users (id, email, password_hash)"
                    + " values (:mallory, 'third@example.org', 'h');"
                    + " insert into ghostworks.workspace_memberships (tenant_id, user_id, role)"
                    + " values (:a, :user, 'owner'), (:a, :mallory, 'owner')");
            try (Connection first = field.insideA(field.attacker);
                    Connection second = field.insideA(field.victim)) {
                field.execute(first, "select ghostworks.change_member(:user, 'member', null)");
                CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> demoting(field, second));
                while (!answer.isDone() && field.readAsAdmin(WAITING).contains("0")) {
                    Thread.onSpinWait();
                }
                first.commit();

                assertThat(answer.join()).isEqualTo("42501");
            }
        }
    }

    private static String demoting(Battlefield field, Connection second) {
        try {
            field.execute(second, "select ghostworks.change_member(:attacker, 'member', null)");
            second.commit();
            return "00000";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }
}
