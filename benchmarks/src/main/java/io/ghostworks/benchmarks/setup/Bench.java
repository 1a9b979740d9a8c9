package io.ghostworks.benchmarks.setup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.account.UserId;
import io.ghostworks.build.TestDatabase;
import io.ghostworks.build.TestDatabases;
import io.ghostworks.jooq.Database;
import io.ghostworks.jooq.DatabaseSettings;
import io.ghostworks.jooq.SealKey;
import io.ghostworks.migrations.command.Exit;
import io.ghostworks.migrations.database.DatabaseProblem;
import io.ghostworks.migrations.database.DatabaseUrl;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.tenant.TenantId;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;

/**
 * A database full of data, and two ways into it: the library as the application's role, and jOOQ alone as a superuser, for
 * whom row-level security does not exist.
 *
 * @param owner jOOQ without row-level security, on a pool with the same settings
 */
public record Bench(TestDatabase database, SampleData data, Database library, HikariDataSource pool, DSLContext owner)
        implements AutoCloseable {

    /** What helps a search by the owner: plans for the values at hand, and the index for similarity. */
    public static final String FOR_SEARCHES =
            "set plan_cache_mode = force_custom_plan; set pg_trgm.word_similarity_threshold = 0.3";

    private static final int POOL = 10;

    public static Bench of(int rows, PrintStream progress) {
        TestDatabase database = newDatabase();
        SampleData data = new SampleData(rows);
        data.fill(database, progress);
        HikariDataSource pool = pool(database.admin(), FOR_SEARCHES);
        return new Bench(database, data, library(database.app(), SealKey.of(database.sealKey())), pool, jooq(pool));
    }

    /**
     * A migrated database of its own, without rows.
     *
     * @throws DatabaseProblem if the server of {@code DATABASE_URL} does not let one make it
     * @throws BenchProblem if {@code DATABASE_URL} is none
     */
    public static TestDatabase newDatabase() {
        try {
            return TestDatabases.shared().create();
        } catch (ExceptionInInitializerError e) {
            if (e.getCause() instanceof DatabaseProblem problem) {
                throw problem;
            }
            if (e.getCause() instanceof IllegalArgumentException wrong) {
                throw new BenchProblem(Exit.USAGE, "DATABASE_URL: " + wrong.getMessage(), wrong);
            }
            throw e;
        }
    }

    public static Database library(DatabaseUrl app, SealKey key) {
        return Database.open(settings(app).withPool(POOL, 0, Duration.ofSeconds(30)), key);
    }

    /** @param connectionSql what each new connection begins with */
    public static HikariDataSource pool(DatabaseUrl url, String connectionSql) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(url.dataSource());
        config.setMaximumPoolSize(POOL);
        config.setConnectionInitSql(connectionSql);
        return new HikariDataSource(config);
    }

    public static DSLContext jooq(HikariDataSource pool) {
        return DSL.using(pool, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
    }

    /** The door to a tenant; 0 is the largest. */
    public Scope scope(int tenant) {
        return scope(data, tenant);
    }

    public static Scope scope(SampleData data, int tenant) {
        return new Scope(new TenantId(data.tenant(tenant)), new UserId(data.author(1)));
    }

    /** For the application's role, which row-level security binds. */
    public DatabaseSettings appSettings() {
        return settings(database.app());
    }

    public static DatabaseSettings settings(DatabaseUrl url) {
        return DatabaseSettings.of(
                url.jdbcUrl(), Objects.requireNonNull(url.user()), Objects.requireNonNull(url.password()));
    }

    /** For a library that signs people in too. */
    public static DatabaseSettings settings(TestDatabase database) {
        DatabaseUrl signIn = database.signIn();
        return settings(database.app())
                .withSignIn(
                        signIn.jdbcUrl(),
                        Objects.requireNonNull(signIn.user()),
                        Objects.requireNonNull(signIn.password()));
    }

    @Override
    public void close() {
        library.close();
        pool.close();
        database.close();
    }
}
