package io.ghostworks.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.build.DatabaseExtension;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain JDBC through the armed data source, over a pool of one. */
@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArmedDataSourceTest {

    private static final String NAMES = "select name from ghostworks.artifacts order by name";
    private static final String INSERT = "insert into ghostworks.artifacts (tenant_id, id, name) values (?, ?, ?)";

    private final HikariDataSource pool;
    private final Database database;
    private final DataSource armed;
    private final World world;
    private final Scope a;
    private final Scope b;

    ArmedDataSourceTest(TestDatabase test) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(test.appDataSource());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(5_000);
        pool = new HikariDataSource(config);
        database = Database.over(pool, () -> TestPorts.key(test), test.signInDataSource());
        armed = database.dataSource();
        world = new World(TestPorts.of(database, test));
        a = scope();
        b = scope();
    }

    private Scope scope() {
        var owner = world.user();
        return new Scope(world.room(owner).tenant(), owner.id());
    }

    @AfterEach
    void leavesTheConnectionClean() throws SQLException {
        try (Connection raw = pool.getConnection();
                Statement statement = raw.createStatement();
                ResultSet rows = statement.executeQuery("select current_setting('app.left', true),"
                        + " current_setting('lock_timeout'), current_setting('backtrace_functions'),"
                        + " current_setting('app.context_seal', true), current_setting('transaction_read_only')")) {
            rows.next();
            assertThat(String.valueOf(rows.getString(1))).isIn("null", "");
            assertThat(rows.getString(2)).isEqualTo("0");
            assertThat(rows.getString(3)).isEmpty();
            assertThat(String.valueOf(rows.getString(4))).isIn("null", "");
            assertThat(rows.getString(5)).isEqualTo("off");
        }
    }

    @AfterAll
    void close() {
        database.close();
        pool.close();
    }

    // ---- In auto-commit mode

    @Test
    void runsEachStatementInTheTenantOfTheScope() {
        String name = write(a);

        assertThat(seenIn(a)).contains(name);
        assertThat(seenIn(a, this::seenByPlainStatement)).contains(name);
        assertThat(seenIn(b)).doesNotContain(name);
        assertThat(seenIn(b, this::seenByPlainStatement)).doesNotContain(name);
    }

    @Test
    void takesTheInnermostScope() {
        String name = write(a);

        assertThat(seenIn(b, () -> seenIn(a))).contains(name);
        assertThat(seenIn(a, () -> {
                    seenIn(b);
                    return seen();
                }))
                .contains(name);
    }

    @Test
    void refusesAStatementOutsideOfAnyScope() throws SQLException {
        try (Connection connection = armed.getConnection();
                Statement plain = connection.createStatement()) {
            for (ThrowingCallable use : List.<ThrowingCallable>of(
                    () -> connection.prepareStatement(NAMES),
                    () -> connection.prepareStatement(INSERT),
                    () -> connection.prepareCall("select 1"),
                    () -> plain.execute(NAMES),
                    () -> connection.createArrayOf("text", new Object[0]))) {
                assertRefused(use, "tenancy.within(scope, …)");
            }
            connection.setAutoCommit(false);
            assertRefused(() -> connection.prepareStatement(NAMES), "tenancy.within(scope, …)");
        }
    }

    @Test
    void refusesAStatementThatWasPreparedInAnotherScope() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            for (String sql : List.of(NAMES, "delete from ghostworks.artifacts where false", "select 1")) {
                try (Connection connection = armed.getConnection()) {
                    connection.setAutoCommit(autoCommit);
                    try (PreparedStatement statement = within(a, () -> connection.prepareStatement(sql))) {
                        assertRefused(() -> within(b, statement::execute), "another tenant");
                        assertRefused(statement::execute, "tenancy.within(scope, …)");
                    }
                }
            }
        }
    }

    @Test
    void writesAndReturnsKeysAndRunsBatches() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        for (boolean autoCommit : new boolean[] {true, false}) {
            List<String> names = within(a, () -> {
                List<String> keys = new ArrayList<>();
                try (Connection connection = armed.getConnection()) {
                    connection.setAutoCommit(autoCommit);
                    try (PreparedStatement insert = connection.prepareStatement(INSERT, new String[] {"name"})) {
                        bind(insert, a, UUID.randomUUID(), "a key");
                        assertThat(insert.executeUpdate()).isEqualTo(1);
                        try (ResultSet rows = insert.getGeneratedKeys()) {
                            rows.next();
                            keys.add(rows.getString(1));
                        }
                    }
                    if (!autoCommit) {
                        connection.rollback();
                    }
                    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        bind(insert, a, autoCommit ? first : UUID.randomUUID(), "batched " + first);
                        insert.addBatch();
                        bind(insert, a, autoCommit ? second : UUID.randomUUID(), "batched " + second);
                        insert.addBatch();
                        assertThat(insert.executeBatch()).containsExactly(1, 1);
                    }
                    if (!autoCommit) {
                        connection.rollback();
                    }
                    try (Statement plain = connection.createStatement()) {
                        plain.addBatch("delete from ghostworks.artifacts where false");
                        plain.addBatch("select ghostworks.settle_artifacts() where false");
                        plain.clearBatch();
                        plain.addBatch("update ghostworks.artifacts set name = name where false");
                        assertThat(plain.executeBatch()).containsExactly(0);
                    }
                }
                return keys;
            });
            assertThat(names).containsExactly("a key");
        }

        assertThat(seenIn(a)).contains("batched " + first, "batched " + second);
        assertThat(seenIn(b)).doesNotContain("batched " + first);
    }

    @Test
    void stopsABatchInTheTenantOfAnother() {
        assertThatThrownBy(() -> within(a, () -> {
                    try (Connection connection = armed.getConnection();
                            PreparedStatement insert = connection.prepareStatement(INSERT)) {
                        bind(insert, b, UUID.randomUUID(), "smuggled");
                        insert.addBatch();
                        return insert.executeBatch();
                    }
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void knowsAQuestionMarkThatIsAnOperator() {
        assertThat(within(a, () -> {
                    try (Connection connection = armed.getConnection();
                            Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(
                                    "select '{\"a\": \"?\"}'::jsonb ? 'a' from ghostworks.tenants /* ? */")) {
                        rows.next();
                        return rows.getBoolean(1);
                    }
                }))
                .isTrue();
    }

    // ---- In a transaction of the application

    @Test
    void commitsAndRollsBackWhatTheApplicationSays() {
        String kept = UUID.randomUUID().toString();
        String lost = UUID.randomUUID().toString();
        within(a, () -> {
            try (Connection connection = armed.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, a, kept);
                connection.commit();
                insert(connection, a, lost);
                connection.rollback();
                insert(connection, a, lost);
            }
            return null;
        });

        assertThat(seenIn(a)).contains(kept).doesNotContain(lost);
    }

    @Test
    void refusesAnotherTenantInsideAnOpenTransaction() throws SQLException {
        try (Connection connection = armed.getConnection()) {
            connection.setAutoCommit(false);
            within(a, () -> insert(connection, a, "open"));

            assertRefused(() -> within(b, () -> connection.prepareStatement(NAMES)), "another tenant");
            assertThatIllegalStateException()
                    .isThrownBy(() -> database.tenancy()
                            .read(b, stores -> stores.artifacts().stats()))
                    .withMessageContaining("another tenant");
            connection.rollback();
            assertThat(seenIn(b, () -> names(connection))).doesNotContain("open");
            connection.rollback();
        }
    }

    @Test
    void failsTheCommitAfterACaughtFailure() {
        String name = UUID.randomUUID().toString();
        assertThatThrownBy(() -> within(a, () -> {
                    try (Connection connection = armed.getConnection()) {
                        connection.setAutoCommit(false);
                        insert(connection, a, name);
                        assertThatThrownBy(() -> execute(connection, "select 1 / 0"))
                                .isInstanceOf(SQLException.class);
                        assertThatThrownBy(() -> execute(connection, "select 1"))
                                .isInstanceOfSatisfying(
                                        SQLException.class,
                                        e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
                        connection.commit();
                    }
                    return null;
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nothing of this transaction is stored");

        assertThat(seenIn(a)).doesNotContain(name);
    }

    @Test
    void readsOnlyWhereTheApplicationSaysSo() {
        assertThatThrownBy(() -> within(a, () -> {
                    try (Connection connection = armed.getConnection()) {
                        connection.setReadOnly(true);
                        connection.setAutoCommit(false);
                        names(connection);
                        return insert(connection, a, "written");
                    }
                }))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }

    // ---- Together with Tenancy

    @Test
    void letsAWriteJoinTheTransactionSoThatBothCommitOrRollBack() {
        String ofJdbc = UUID.randomUUID().toString();
        for (boolean commit : new boolean[] {false, true}) {
            within(a, () -> {
                try (Connection connection = armed.getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, a, ofJdbc);
                    // On a pool of one, so on that one connection.
                    database.tables().write(a, dsl -> {
                        assertThat(dsl.fetch(NAMES).getValues(0, String.class)).contains(ofJdbc);
                        return TwoTenants.insert(dsl, a);
                    });
                    assertThat(names(connection)).contains("a name");
                    if (commit) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                }
                return null;
            });
            assertThat(seenIn(a).contains(ofJdbc)).isEqualTo(commit);
            assertThat(seenIn(a).contains("a name")).isEqualTo(commit);
        }
    }

    @Test
    void letsAWriteBeginTheTransactionThatTheApplicationHasOpened() {
        within(a, () -> {
            try (Connection connection = armed.getConnection()) {
                connection.setAutoCommit(false);
                long seen = database.tables()
                        .read(
                                a,
                                dsl -> dsl.fetchSingle("select count(*) from ghostworks.artifacts")
                                        .get(0, Long.class));
                database.tables().write(a, dsl -> TwoTenants.insert(dsl, a));
                assertThat(names(connection)).hasSize(Math.toIntExact(seen) + 1);
                connection.rollback();
                assertThat(names(connection)).hasSize(Math.toIntExact(seen));
            }
            return null;
        });
    }

    @Test
    void storesNothingOnceAJoinedWriteHasThrownWhateverTheApplicationCatches() {
        String name = UUID.randomUUID().toString();
        RuntimeException failure = new RuntimeException("mine");
        assertThatThrownBy(() -> within(a, () -> {
                    try (Connection connection = armed.getConnection()) {
                        connection.setAutoCommit(false);
                        insert(connection, a, name);
                        assertThatThrownBy(() -> database.tables().write(a, dsl -> {
                                    throw failure;
                                }))
                                .isSameAs(failure);
                        connection.commit();
                    }
                    return null;
                }))
                .isInstanceOf(SQLException.class)
                .hasCause(failure);

        assertThat(seenIn(a)).doesNotContain(name);
    }

    @Test
    void joinsAWriteThatIsOpenAndDoesNotEndIt() {
        String kept = UUID.randomUUID().toString();
        database.tables().write(a, dsl -> {
            sql(() -> {
                try (Connection connection = armed.getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, a, kept);
                    connection.commit();
                }
                return null;
            });
            assertThat(dsl.fetch(NAMES).getValues(0, String.class)).contains(kept);
            return 1;
        });
        assertThat(seenIn(a)).contains(kept);

        String lost = UUID.randomUUID().toString();
        assertThatIllegalStateException()
                .isThrownBy(() -> database.tables()
                        .write(
                                a,
                                dsl -> sql(() -> {
                                    try (Connection connection = armed.getConnection()) {
                                        connection.setAutoCommit(false);
                                        insert(connection, a, lost);
                                        connection.rollback();
                                    }
                                    return 1;
                                })));
        assertThat(seenIn(a)).doesNotContain(lost);
    }

    @Test
    void refusesToCommitBeneathAWriteThatRuns() throws SQLException {
        within(a, () -> {
            try (Connection connection = armed.getConnection()) {
                connection.setAutoCommit(false);
                insert(connection, a, "beneath");
                assertThatThrownBy(() -> database.tables()
                                .write(
                                        a,
                                        dsl -> sql(() -> {
                                            connection.commit();
                                            return 1;
                                        })))
                        .hasMessageContaining("commit it afterwards");
                connection.rollback();
            }
            return null;
        });
    }

    @Test
    void nestsInManyThreadsOnOneConnection() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> nested = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                nested.add(threads.submit(() -> within(b, () -> {
                    try (Connection connection = armed.getConnection()) {
                        connection.setAutoCommit(false);
                        insert(connection, b, "nested");
                        int written = database.tables().write(b, dsl -> TwoTenants.insert(dsl, b));
                        connection.commit();
                        return written;
                    }
                })));
            }
            for (Future<Integer> one : nested) {
                assertThat(one.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void isInNoScopeOnAThreadThatWasStartedInside() {
        Scope handedOver = within(a, () -> database.scope().orElseThrow());
        within(a, () -> {
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThatThrownBy(() -> other.submit(this::seen).get())
                        .rootCause()
                        .hasMessageContaining("this statement is in no tenant");
                assertThat(other.submit(() -> within(handedOver, this::seen)).get())
                        .isEqualTo(seen());
            }
            return null;
        });
        assertThat(database.scope()).isEmpty();
    }

    // ---- What is refused, and what is left

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set lock_timeout = 1",
                "begin",
                "commit",
                "rollback",
                "savepoint s",
                "listen x",
                "prepare p as select 1",
                "discard all",
                "select 1; select 2",
                "/* */ commit",
                "do $$ begin end $$",
                "copy ghostworks.artifacts to stdout",
                ""
            })
    void runsOneStatementThatReadsOrChangesRows(String sql) {
        for (boolean autoCommit : new boolean[] {true, false}) {
            assertThatThrownBy(() -> inside(autoCommit, connection -> connection.prepareStatement(sql)))
                    .hasMessageContaining("statement");
            assertThatThrownBy(() -> inside(autoCommit, connection -> {
                        try (Statement statement = connection.createStatement()) {
                            return statement.execute(sql);
                        }
                    }))
                    .hasMessageContaining("statement");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select set_config('app.left', 'behind', false) from ghostworks.tenants",
                "select set_config('app.left', 'behind', false)",
                "select set_config('lock_timeout', '1234', false)",
                "with s as (select set_config('lock_timeout', '1234', false)) select * from s",
                "update ghostworks.artifacts set name = set_config('lock_timeout', '1234', false) where false",
                "select set_config('app.left', 'behind', false), 1 / (count(*) - count(*)) from ghostworks.tenants"
            })
    void leavesNothingOnTheConnectionHoweverItEnds(String sql) {
        for (boolean autoCommit : new boolean[] {true, false}) {
            for (boolean commit : new boolean[] {true, false}) {
                try {
                    inside(autoCommit, connection -> {
                        execute(connection, sql);
                        if (commit && !autoCommit) {
                            connection.commit();
                        }
                        return 1;
                    });
                } catch (SQLException divisionByZero) {
                    assertThat(divisionByZero.getSQLState()).isIn("22012", "40000");
                }
                sql(() -> {
                    leavesTheConnectionClean();
                    return null;
                });
            }
        }
    }

    @Test
    void leadsToNoConnectionBelow() throws SQLException {
        within(a, () -> {
            try (Connection connection = armed.getConnection();
                    PreparedStatement statement = connection.prepareStatement(NAMES);
                    ResultSet rows = statement.executeQuery();
                    ResultSet tables = connection.getMetaData().getTables(null, "ghostworks", "%", null)) {
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(rows.getStatement().getConnection()).isSameAs(connection);
                assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
                assertThat(tables.next()).isTrue();
                assertThat(tables.getStatement()).isNull();
                assertThat(connection.isWrapperFor(org.postgresql.PGConnection.class))
                        .isFalse();
                assertThatThrownBy(() -> connection.unwrap(org.postgresql.PGConnection.class))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> armed.unwrap(HikariDataSource.class)).isInstanceOf(SQLException.class);
                assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> connection.setSchema("public")).isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                        .isInstanceOf(SQLException.class);
            }
            return null;
        });
    }

    @Test
    void isOfNoUseOnceClosed() {
        assertThatThrownBy(() -> within(a, () -> {
                    Connection connection = armed.getConnection();
                    connection.close();
                    assertThat(connection.isClosed()).isTrue();
                    return connection.prepareStatement(NAMES);
                }))
                .isInstanceOf(SQLException.class);
    }

    // ---- Short forms

    private interface OnConnection<T> {

        T run(Connection connection) throws SQLException;
    }

    private <T> T inside(boolean autoCommit, OnConnection<T> work) throws SQLException {
        return within(a, () -> {
            try (Connection connection = armed.getConnection()) {
                connection.setAutoCommit(autoCommit);
                return work.run(connection);
            }
        });
    }

    private <T> T within(Scope scope, Callable<T> work) {
        return database.tenancy().within(scope, () -> sql(work));
    }

    private List<String> seenIn(Scope scope) {
        return seenIn(scope, this::seen);
    }

    private List<String> seenIn(Scope scope, Callable<List<String>> work) {
        return within(scope, work);
    }

    /** Lets a checked exception through as it is. */
    private static <T> T sql(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return ArmedDataSourceTest.<T, RuntimeException>sneak(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast is erased, which is what it is for.
    private static <T, E extends Exception> T sneak(Exception e) throws E {
        throw (E) e;
    }

    private String write(Scope scope) {
        String name = UUID.randomUUID().toString();
        within(scope, () -> {
            try (Connection connection = armed.getConnection()) {
                return insert(connection, scope, name);
            }
        });
        return name;
    }

    private static int insert(Connection connection, Scope scope, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, scope, UUID.randomUUID(), name);
            return insert.executeUpdate();
        }
    }

    private static void bind(PreparedStatement insert, Scope scope, UUID id, String name) throws SQLException {
        insert.setObject(1, scope.tenant().value());
        insert.setObject(2, id);
        insert.setString(3, name);
    }

    private List<String> seen() throws SQLException {
        try (Connection connection = armed.getConnection()) {
            return names(connection);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NAMES);
                ResultSet rows = statement.executeQuery()) {
            return texts(rows);
        }
    }

    private List<String> seenByPlainStatement() throws SQLException {
        try (Connection connection = armed.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NAMES)) {
            return texts(rows);
        }
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertRefused(ThrowingCallable use, String reason) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"))
                .hasMessageContaining(reason);
    }
}
