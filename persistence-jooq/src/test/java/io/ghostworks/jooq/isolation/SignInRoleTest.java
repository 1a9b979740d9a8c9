package io.ghostworks.jooq.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What signs people in can do that, and nothing else; and it alone can. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInRoleTest {

    private static final String EXECUTABLE = "select p.proname from pg_proc p"
            + " where p.pronamespace = 'ghostworks'::regnamespace and p.prosecdef"
            + " and has_function_privilege('%s', p.oid, 'execute') order by 1";

    private final TestDatabase database;
    private final Battlefield field;

    SignInRoleTest(TestDatabase database) throws SQLException {
        this.database = database;
        this.field = new Battlefield(database);
    }

    @AfterAll
    void leave() throws SQLException {
        field.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from ghostworks.artifacts",
                "select count(*) from ghostworks.tenants",
                "select count(*) from ghostworks.workspace_memberships",
                "select count(*) from ghostworks.users",
                "select count(*) from ghostworks.sessions",
                "select count(*) from ghostworks.refresh_tokens",
                "select count(*) from ghostworks.audit_entries",
                "select count(*) from ghostworks.idempotency_keys",
                "update ghostworks.users set password_hash = 'known'",
                "insert into ghostworks.sessions (user_id) values (:user)",
                "delete from ghostworks.tenants",
                "select ghostworks.tenant_id()",
                "select ghostworks.create_tenant('n', 's', null, '{}', now())",
                "select ghostworks.add_member('x@example.org', 'owner', now())",
                "select ghostworks.remove_member(:user)",
                "select ghostworks.count_artifacts(null, 'x', null, null, null, null, null, null, null)",
                "select ghostworks.isolate('ghostworks.artifacts')",
                "select ghostworks.refresh_token_expiry(1)",
                "select ghostworks.is_signed_in(:user, :user)",
                "select ghostworks.enqueue_mail('reset_password', 'x@example.org')",
                "select ghostworks.password_has_changed(:user)",
                "select ghostworks.act_in(:b, :user)",
                "select ghostworks.join_workspace(sha256('x'), :user)",
                "select ghostworks.invite(gen_random_uuid(), 'x@example.org', 'owner')",
                "select count(*) from ghostworks.invitations",
                "select count(*) from ghostworks.api_keys",
                "select ghostworks.revoke_api_key(:row)",
                "select ghostworks.enter_by_key('', '')",
                "select count(*) from ghostworks.one_time_tokens",
                "select count(*) from ghostworks.mail_queue",
                "select ghostworks.lock_signed_in(:user, :user)",
                "set local role authenticated_users",
                "set local role ghostworks_owner",
                "set local role ghostworks_search",
                "create table ghostworks.mine (x int)",
                "create temporary table mine (x int)",
                "create function public.mine() returns int language sql return 1"
            })
    void mayNotTouchWhatIsTenantsOrReadATable(String sql) {
        assertThatThrownBy(() -> asSignIn(
                        "select set_config('app.current_tenant_id', :b, true),"
                                + " set_config('app.current_user_id', :user, true),"
                                + " set_config('app.context_seal', 't' || replace(:b, '-', ''), true)",
                        sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void mayExecuteWhatSignsPeopleInAndTheApplicationMayNot() throws SQLException {
        assertThat(names(EXECUTABLE.formatted("ghostworks_sign_in")))
                .containsExactly(
                        "accept_invitation",
                        "accept_invitation_anew",
                        "change_password",
                        "claim_mail",
                        "end_session",
                        "end_sessions",
                        "find_credentials",
                        "find_own_password",
                        "list_sessions",
                        "make_api_key",
                        "may_accept_invitation",
                        "may_reset_password",
                        "note_api_key_use",
                        "open_session",
                        "prepare_mail",
                        "register_user",
                        "replace_password_hash",
                        "request_password_reset",
                        "request_verification",
                        "reset_password",
                        "revoke_session",
                        "rotate_refresh_token",
                        "settle_mail",
                        "verify_email",
                        "verify_email_by_token");
        assertThat(names(EXECUTABLE.formatted("authenticated_users")))
                .doesNotContainAnyElementsOf(names(EXECUTABLE.formatted("ghostworks_sign_in")))
                .contains("add_member", "search_artifacts");
    }

    @Test
    void belongsToNoOtherRoleAndNoOtherRoleToIt() throws SQLException {
        String login = String.valueOf(database.signIn().user());
        assertThat(names("select member::regrole from pg_auth_members where roleid = 'ghostworks_sign_in'::regrole"
                        + " and not exists (select from pg_roles r where r.oid = member and r.rolsuper)"
                        + " and member::regrole::text like '%" + login.substring(login.lastIndexOf('_')) + "'"))
                .as("members, each with its tests' suffix")
                .containsExactly(login);
        assertThat(names("select roleid::regrole from pg_auth_members where member in"
                        + " ('ghostworks_sign_in'::regrole, '" + login + "'::regrole)"))
                .containsExactly("ghostworks_sign_in");
        assertThat(names("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication"
                        + " from pg_roles where rolname in ('ghostworks_sign_in', '" + login + "')"))
                .containsOnly("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "7776001", "2147483647", "null"})
    void opensNoSessionForLongerThanNinetyDays(String seconds) {
        assertThatThrownBy(() -> asSignIn(
                        "select ghostworks.open_session(gen_random_uuid(), :user, sha256('forever'), " + seconds + ")"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("22023"));
    }

    @Test
    void rotatesNoTokenThatExpiredByTheDatabasesClock() throws SQLException {
        String rotate = "select count(*) from ghostworks.rotate_refresh_token(sha256('token'), sha256('next'), 60)";

        field.asAdmin("update ghostworks.refresh_tokens set expires_at = clock_timestamp() - interval '1 microsecond'");
        assertThat(asSignIn(rotate)).isZero();
        field.asAdmin("update ghostworks.refresh_tokens set expires_at = clock_timestamp() + interval '1 hour'");
        assertThat(asSignIn(rotate)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify_email", "reset_password"})
    void takesNoMailedTokenThatExpiredByTheDatabasesClock(String purpose) throws SQLException {
        String use = purpose.equals("verify_email")
                ? "select ghostworks.verify_email_by_token(sha256('mailed'))::int"
                : "select ghostworks.reset_password(sha256('mailed'), 'next')::int";
        field.asAdmin("insert into ghostworks.one_time_tokens (token_hash, user_id, purpose, email, expires_at)"
                + " select sha256('mailed'), id, '" + purpose + "', email, clock_timestamp() - interval '1 microsecond'"
                + " from ghostworks.users where id = :user");
        try {
            assertThat(asSignIn(use)).isZero();
            field.asAdmin("update ghostworks.one_time_tokens set expires_at = clock_timestamp() + interval '1 hour'");
            assertThat(asSignIn(use)).isEqualTo(1);
        } finally {
            field.asAdmin("delete from ghostworks.one_time_tokens");
        }
    }

    @Test
    void makesALetterDueAgainUntilItIsSettled() throws SQLException {
        String claim = "select count(*) from ghostworks.claim_mail(100)";
        String request = "insert into ghostworks.mail_queue (kind, email) values ('reset_password', 'x@example.org')";
        field.asAdmin(request);
        try {
            for (String wait : new String[] {"0", "1 minute", "2 minutes", "4 minutes"}) {
                field.asAdmin("update ghostworks.mail_queue set due_at = due_at - interval '" + wait + "'");
                assertThat(claimed(claim)).as(wait).isEqualTo(1);
                assertThat(claimed(claim)).as(wait).isZero();
            }
            field.asAdmin("update ghostworks.mail_queue set created_at = now() - interval '5 days', due_at = now()");
            assertThat(claimed(claim)).isZero();
            asSignIn("select ghostworks.request_password_reset('y@example.org')");
        } finally {
            field.asAdmin("delete from ghostworks.mail_queue");
        }
    }

    /** Committed. */
    private long claimed(String claim) throws SQLException {
        try (Connection signIn = database.signInDataSource().getConnection()) {
            return field.execute(signIn, claim);
        }
    }

    /** In a transaction that is rolled back; answers what the last statement does. */
    private long asSignIn(String... statements) throws SQLException {
        try (Connection signIn = database.signInDataSource().getConnection()) {
            signIn.setAutoCommit(false);
            long answer = 0;
            for (String statement : statements) {
                answer = field.execute(signIn, statement);
            }
            return answer;
        }
    }

    private List<String> names(String sql) throws SQLException {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
