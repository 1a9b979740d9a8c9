package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.error.Unavailable;
import io.ghostworks.migrations.SealKeys;
import io.ghostworks.tenancy.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a seal opens, and what opens nothing; the same wherever the database keeps the context. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SealContract {

    static final String OPENED = "00000";
    static final String REFUSED = "GW001";
    private static final String NO_CONTEXT = "42501";
    private static final String ENTER = "select ghostworks.enter(?, null)";

    final TwoTenants tenants;
    private final SealKey key;

    SealContract(TestDatabase database) {
        this.tenants = new TwoTenants(database);
        this.key = TestPorts.key(database);
    }

    @AfterAll
    void close() {
        tenants.close();
    }

    String seal(Scope scope) {
        return key.seal(scope, Instant.now());
    }

    @Test
    void opensItsTenantForItsUserUntilTheTransactionEnds() throws SQLException {
        try (Connection app = transaction()) {
            assertThat(enter(app, seal(tenants.a))).isEqualTo(OPENED);
            assertThat(first(app, "select ghostworks.tenant_id()"))
                    .isEqualTo(tenants.a.tenant().toString());
            assertThat(first(app, "select ghostworks.user_id()"))
                    .isEqualTo(tenants.a.actor().toString());

            app.commit();
            assertThat(state(app, "select ghostworks.tenant_id()")).isEqualTo(NO_CONTEXT);
        }
    }

    @Test
    void isGoneAfterARollbackToASavepointBeforeIt() throws SQLException {
        try (Connection app = transaction()) {
            first(app, "select 1");
            var before = app.setSavepoint();
            assertThat(enter(app, seal(tenants.a))).isEqualTo(OPENED);
            app.rollback(before);
            assertThat(state(app, "select ghostworks.tenant_id()")).isEqualTo(NO_CONTEXT);
        }
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("another digit of the code", seal -> seal.substring(0, 145) + other(seal.charAt(145))),
                forgery("no code", seal -> seal.substring(0, 82)),
                forgery("half a code", seal -> seal.substring(0, 114)),
                forgery("more than a code", seal -> seal + "0"),
                forgery(
                        "upper case",
                        seal -> seal.substring(0, 82) + seal.substring(82).toUpperCase(Locale.ROOT)),
                forgery("another tenant", seal -> digits(UUID.randomUUID()) + seal.substring(32)),
                forgery("no tenant", seal -> "0".repeat(32) + seal.substring(32)),
                forgery("another user", seal -> seal.substring(0, 32) + digits(UUID.randomUUID()) + seal.substring(64)),
                forgery(
                        "tenant and user changed over",
                        seal -> seal.substring(32, 64) + seal.substring(0, 32) + seal.substring(64)),
                forgery("a longer life", seal -> seal.substring(0, 64) + "9999999999" + seal.substring(74)),
                forgery("another key", seal -> seal.substring(0, 74) + "00000000" + seal.substring(82)),
                forgery(
                        "the key of the database itself",
                        seal -> seal.substring(0, 74) + "internal" + seal.substring(82)),
                forgery("nothing", seal -> ""),
                forgery("words", seal -> "let me in"),
                forgery("a wild card", seal -> "%".repeat(146)));
    }

    private static Arguments forgery(String what, UnaryOperator<String> change) {
        return Arguments.of(what, change);
    }

    private static char other(char digit) {
        return digit == '0' ? '1' : '0';
    }

    static String digits(UUID id) {
        return id.toString().replace("-", "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void case06RefusesAForgery(String what, UnaryOperator<String> change) throws SQLException {
        assertThat(outcome(change.apply(seal(tenants.a)))).isEqualTo(REFUSED);
    }

    @Test
    void refusesNoSeal() throws SQLException {
        assertThat(outcome(null)).isEqualTo(REFUSED);
    }

    /** The application's clock, in seconds, against the database's. */
    @ParameterizedTest
    @ValueSource(longs = {-80, -60, -1, 0, 1, 50})
    void acceptsClocksThatDifferByAMinute(long ahead) throws SQLException {
        assertThat(outcome(key.seal(tenants.a, Instant.now().plusSeconds(ahead))))
                .isEqualTo(OPENED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -92, 75, 86_400})
    void refusesASealThatIsOverOrFromTheFuture(long ahead) throws SQLException {
        assertThat(outcome(key.seal(tenants.a, Instant.now().plusSeconds(ahead))))
                .isEqualTo(REFUSED);
    }

    /** What security.md says of a replay: within its life a seal opens its tenant again, to whoever has it. */
    @Test
    void opensItsTenantOnAnotherConnectionAgain() throws SQLException {
        String seal = seal(tenants.a);

        assertThat(outcome(seal)).isEqualTo(OPENED);
        assertThat(outcome(seal)).isEqualTo(OPENED);
    }

    @Test
    void leavesTheContextAsItWasWhereTheNextSealIsRefused() throws SQLException {
        try (Connection app = transaction()) {
            enter(app, seal(tenants.a));
            var before = app.setSavepoint();
            assertThat(enter(app, seal(tenants.b) + "0")).isEqualTo(REFUSED);
            app.rollback(before);
            assertThat(first(app, "select ghostworks.tenant_id()"))
                    .isEqualTo(tenants.a.tenant().toString());
        }
    }

    @Test
    void acceptsTwoKeysAtOnceAndRefusesTheOldOneOnceItIsRemoved() throws SQLException {
        SealKeys keys = new SealKeys(tenants.database.admin());
        SealKey next = SealKey.random();
        try {
            keys.add(next.bytes());
            assertThat(outcome(next.seal(tenants.a, Instant.now()))).isEqualTo(OPENED);
            assertThat(outcome(seal(tenants.a))).isEqualTo(OPENED);

            keys.removeAllBut(next.id());
            assertThat(outcome(next.seal(tenants.a, Instant.now()))).isEqualTo(OPENED);
            assertThat(outcome(seal(tenants.a))).isEqualTo(REFUSED);
        } finally {
            keys.add(key.bytes());
            keys.removeAllBut(key.id());
        }
        assertThat(outcome(seal(tenants.a))).isEqualTo(OPENED);
    }

    @Test
    void tellsAnApplicationWithAnotherKeyThatItHasAnotherKey() {
        SealKey wrong = SealKey.random();
        try (Database other = Database.open(TestPorts.settings(tenants.database), wrong)) {
            assertThatThrownBy(() -> other.tenancy()
                            .read(tenants.a, stores -> stores.tenant().get()))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("The database does not accept the seal of this server.")
                    .hasRootCauseMessage(
                            "the seal of the tenant context was made with a key that this database does not"
                                    + " have. The application and the database must have the same seal key.")
                    .satisfies(failure -> assertThat(everything(failure))
                            .noneMatch(text -> text.contains(wrong.id()) || text.contains(wrong.text())));
            assertThatThrownBy(() -> other.tables().write(tenants.a, dsl -> dsl.execute("select 1")))
                    .isInstanceOf(Unavailable.class);
        }
    }

    /** Texts of statements are for every session of the role, and prepared ones for whoever gets the connection next. */
    @Test
    void leavesNothingOfASealInATextOrASetting() {
        // So often that the driver has the server prepare it.
        for (int i = 0; i < 8; i++) {
            tenants.adapter
                    .tables()
                    .read(tenants.a, dsl -> dsl.fetch("select 1").size());
        }
        String seen = tenants.adapter
                .tables()
                .<String>write(
                        tenants.a,
                        dsl -> dsl.fetch("select statement from pg_prepared_statements union all select current_query()"
                                        + " union all select name || setting from pg_settings where source = 'session'"
                                        + " union all select coalesce(current_setting('app.context_seal', true), '')")
                                .format(100_000));
        String activity = tenants.asAdmin("select string_agg(query, ' ') from pg_stat_activity");

        assertThat(seen).contains("ghostworks.enter(");
        assertThat(seen + activity).doesNotContain(key.id(), key.text());
    }

    @Test
    void showsNothingOfASealInAPlan() {
        String plan = tenants.adapter
                .tables()
                .<String>read(
                        tenants.a,
                        dsl -> dsl.fetch("explain (analyze, verbose, settings) select * from ghostworks.artifacts")
                                .format(100_000));

        assertThat(plan).contains("backtrace_functions").doesNotContain(key.id());
    }

    private static List<String> everything(Throwable failure) {
        List<String> texts = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            texts.add(each.toString());
        }
        return texts;
    }

    Connection transaction() throws SQLException {
        Connection app = tenants.database.appDataSource().getConnection();
        app.setAutoCommit(false);
        return app;
    }

    /** The SQLSTATE that a seal meets in a transaction of its own. */
    private String outcome(@Nullable String seal) throws SQLException {
        try (Connection app = transaction()) {
            return enter(app, seal);
        }
    }

    static String enter(Connection app, @Nullable String seal) {
        try (PreparedStatement enter = app.prepareStatement(ENTER)) {
            enter.setString(1, seal);
            enter.execute();
            return OPENED;
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    static String state(Connection app, String sql) {
        try {
            first(app, sql);
            return OPENED;
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    static String first(Connection app, String sql) throws SQLException {
        try (Statement statement = app.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
