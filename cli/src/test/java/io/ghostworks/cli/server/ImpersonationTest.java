package io.ghostworks.cli.server;

import static io.ghostworks.api.ApiClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ghostworks.account.RefreshToken;
import io.ghostworks.api.Answer;
import io.ghostworks.api.ApiClient;
import io.ghostworks.api.ApiClient.Person;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Isolation case 34, to the end: whoever can run SQL as the application's role tries to sign in as somebody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpersonationTest {

    /** Each makes a session for the victim whose refresh token the attacker knows, if it may. */
    private static final List<String> FORGERIES = List.of(
            "select ghostworks.open_session(gen_random_uuid(), :victim, :hash, 3600)",
            "select ghostworks.open_session(gen_random_uuid(), :victim, :hash, now(), 'infinity')",
            "with s as (insert into ghostworks.sessions (user_id) values (:victim) returning id)"
                    + " insert into ghostworks.refresh_tokens (token_hash, session_id, expires_at)"
                    + " select :hash, id, 'infinity' from s",
            "insert into ghostworks.refresh_tokens (token_hash, session_id, expires_at)"
                    + " select :hash, id, 'infinity' from ghostworks.sessions where user_id = :victim limit 1",
            "update ghostworks.refresh_tokens set token_hash = :hash, expires_at = 'infinity'",
            "update ghostworks.users set password_hash = 'known' where id = :victim");

    private final RunningServer server = RunningServer.start(Map.of());
    private final ApiClient nobody = ApiClient.of(server);
    private final Person victim = nobody.newPerson();
    private final RefreshToken known = RefreshToken.random(new SecureRandom());

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void logsNobodyInWithATokenThatTheApplicationsRoleMadeUp() throws SQLException {
        for (String forgery : FORGERIES) {
            assertThat(asApplication(forgery)).as(forgery).isIn("42501", "42883");
            refresh(known).expect(401, "unauthenticated");
        }
    }

    @Test
    void wouldLogAnybodyInIfTheApplicationsRoleCouldOpenSessions() throws SQLException {
        String openSession = "execute on function ghostworks.open_session(uuid, uuid, bytea, integer, text, text)";
        server.sql("grant " + openSession + " to authenticated_users");
        try {
            assertThat(asApplication(FORGERIES.getFirst())).isEqualTo("00000");
            String token = refresh(known).expect(200).get("access_token");
            Answer me = nobody.with(token).get("/auth/me").send().expect(200);
            assertThat(me.get("id")).isEqualTo(victim.id());
        } finally {
            server.sql("revoke " + openSession + " from authenticated_users");
            server.sql("delete from ghostworks.refresh_tokens where token_hash = " + hash());
        }
    }

    @Test
    void refreshesNothingWithATokenThatHasExpired() {
        Person person = nobody.newPerson();
        String token = person.logIn().expect(200).get("refresh_token");

        server.sql("update ghostworks.refresh_tokens set expires_at = clock_timestamp() where session_id in"
                + " (select id from ghostworks.sessions where user_id = '" + person.id() + "')");

        refresh(new RefreshToken(token)).expect(401, "unauthenticated");
    }

    private Answer refresh(RefreshToken token) {
        return nobody.post("/auth/refresh")
                .json(json("refresh_token", token.value()))
                .send();
    }

    /** The SQLSTATE of what the application's role did, in the context of the victim, as if it had the key. */
    private String asApplication(String sql) throws SQLException {
        try (Connection app = server.database().appDataSource().getConnection();
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute(server.database().enter(new UUID(0, 0), UUID.fromString(victim.id())));
            try {
                statement.execute(
                        sql.replace(":victim", "'" + victim.id() + "'").replace(":hash", hash()));
                app.commit();
                return "00000";
            } catch (SQLException refused) {
                return refused.getSQLState();
            }
        }
    }

    private String hash() {
        return "'\\x" + HexFormat.of().formatHex(known.hash().bytes()) + "'::bytea";
    }
}
