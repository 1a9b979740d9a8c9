package io.ghostworks.jooq;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.tenancy.Scope;
import io.ghostworks.testing.contract.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Two tenants that take turns on one connection. */
final class TwoTenants implements AutoCloseable {

    final TestDatabase database;
    final Database adapter;
    final Scope a;
    final Scope b;

    TwoTenants(TestDatabase database) {
        this.database = database;
        this.adapter = Database.open(
                TestPorts.settings(database).withPool(1, 0, Duration.ofSeconds(10)), TestPorts.key(database));
        World world = new World(TestPorts.of(adapter, database));
        var owner = world.user();
        this.a = new Scope(world.room(owner).tenant(), owner.id());
        this.b = new Scope(world.room(owner).tenant(), owner.id());
    }

    /** Stores an artifact through jOOQ. */
    static int insert(DSLContext dsl, Scope scope) {
        return dsl.execute(
                "insert into ghostworks.artifacts (tenant_id, id, name) values ({0}, {1}, 'a name')",
                DSL.val(scope.tenant().value()), DSL.val(UUID.randomUUID()));
    }

    long artifacts(Scope scope) {
        return adapter.tables()
                .read(
                        scope,
                        dsl -> dsl.fetchSingle("select count(*) from ghostworks.artifacts")
                                .get(0, Long.class));
    }

    /** The first value, as an administrator. */
    String asAdmin(String sql) {
        try (Connection admin = database.adminDataSource().getConnection();
                Statement statement = admin.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        adapter.close();
    }
}
