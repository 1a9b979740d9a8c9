package io.ghostworks.benchmarks.search;

import com.zaxxer.hikari.HikariDataSource;
import io.ghostworks.benchmarks.setup.Bench;
import io.ghostworks.benchmarks.setup.SampleData;
import io.ghostworks.build.TestDatabase;
import java.io.PrintStream;
import org.jooq.DSLContext;

/**
 * What a search could cost if there were no other tenants: the largest one alone in a database, with the indexes that anyone
 * would make for it, and jOOQ alone as a superuser, for whom row-level security does not exist.
 */
record TenantAlone(TestDatabase database, HikariDataSource pool, DSLContext owner) implements AutoCloseable {

    static TenantAlone of(int rows, PrintStream progress) {
        TestDatabase database = Bench.newDatabase();
        new SampleData(rows).fillLargest(database, progress);
        HikariDataSource pool = Bench.pool(database.admin(), Bench.FOR_SEARCHES);
        return new TenantAlone(database, pool, Bench.jooq(pool));
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
